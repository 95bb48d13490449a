import { ActionIcon, Button } from '@mantine/core'
import { IconCheck, IconRefresh } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { StudioAsset } from '../define-editor.ts'
import { chooseSets } from './choose-sets.ts'
import styles from './Editor.module.css'
import type { CarouselInput } from './input.ts'
import { LiveSlide } from './LiveSlide.tsx'
import { words } from './messages.ts'
import { countSets } from './options.ts'
import type { OwnFont } from './useOwnFonts.ts'

/** Drawn at a time: all hundred at once would make a phone wait. */
const atOnce = 12

/** The sets as they will come out: each can be kept or exchanged for another. */
export function SetGrid(props: {
  input: CarouselInput
  assets: ReadonlyMap<string, StudioAsset>
  fonts: ReadonlyMap<string, OwnFont>
  onChange(next: CarouselInput): void
}) {
  const t = useMessages(words)
  const { input, assets, onChange } = props
  const [shown, setShown] = useState(atOnce)
  const { keep, skip } = input.constraints
  const put = (change: Partial<typeof input.constraints>) =>
    onChange({ ...input, constraints: { ...input.constraints, ...change } })
  const sets = useMemo(() => {
    const count = countSets(input)
    const wanted = count < BigInt(input.sets) ? Number(count) : input.sets
    return wanted > 0 ? chooseSets({ ...input, sets: wanted }) : []
  }, [input])
  const spare = countSets(input) > BigInt(input.sets)
  return (
    <section>
      <h2 className={styles.title}>{t('sets')}</h2>
      <ul className={styles.sets}>
        {sets.slice(0, shown).map((set, n) => {
          const key = JSON.stringify(set.slides)
          const kept = keep.some((slides) => JSON.stringify(slides) === key)
          const toggle = () =>
            put({
              keep: kept ? keep.filter((slides) => JSON.stringify(slides) !== key) : [...keep, set.slides],
            })
          return (
            <li key={key} className={styles.set} data-kept={kept || undefined}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and only the focus scrolls without a mouse. */}
              <section className={styles.strip} aria-label={t('set', { n: n + 1 })} tabIndex={0}>
                {set.slides.map(({ image, text }, at) => {
                  const url = assets.get(image)?.thumbnailUrl ?? assets.get(image)?.url
                  const said = text === null ? undefined : input.positions[at]?.texts[text]
                  return (
                    url && (
                      <LiveSlide
                        key={at}
                        input={input}
                        at={at}
                        fonts={props.fonts}
                        url={url}
                        text={said}
                        label={said ?? t('slide', { n: at + 1 })}
                        width={216}
                      />
                    )
                  )
                })}
              </section>
              <div className={styles.setFoot}>
                <span>{t('set', { n: n + 1 })}</span>
                <ActionIcon
                  variant={kept ? 'filled' : 'subtle'}
                  size={44}
                  aria-pressed={kept}
                  aria-label={t('approve', { n: n + 1 })}
                  onClick={toggle}
                >
                  <IconCheck size={20} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={44}
                  disabled={kept || !spare || set.place < 0}
                  aria-label={t('swap', { n: n + 1 })}
                  onClick={() => put({ skip: [...skip, set.place] })}
                >
                  <IconRefresh size={20} aria-hidden />
                </ActionIcon>
              </div>
            </li>
          )
        })}
      </ul>
      {sets.length > shown && (
        <Button variant="light" mih={44} mt="md" onClick={() => setShown(shown + atOnce)}>
          {t('showMore', { count: Math.min(atOnce, sets.length - shown) })}
        </Button>
      )}
    </section>
  )
}

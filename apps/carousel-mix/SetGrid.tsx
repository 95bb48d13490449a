import { ActionIcon } from '@mantine/core'
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

/** More are made, but drawing them all would make a phone wait. */
const shown = 12

/** The sets as they will come out: each can be kept or exchanged for another. */
export function SetGrid(props: {
  input: CarouselInput
  assets: ReadonlyMap<string, StudioAsset>
  onChange(next: CarouselInput): void
}) {
  const t = useMessages(words)
  const { input, assets, onChange } = props
  const [approved, setApproved] = useState<ReadonlySet<string>>(new Set())
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
          const kept = approved.has(key)
          const toggle = () =>
            setApproved(new Set(kept ? [...approved].filter((one) => one !== key) : [...approved, key]))
          return (
            <li key={key} className={styles.set} data-kept={kept || undefined}>
              <div className={styles.strip}>
                {set.slides.map(({ image, text }, at) => {
                  const url = assets.get(image)?.thumbnailUrl ?? assets.get(image)?.url
                  const said = text === null ? undefined : input.positions[at]?.texts[text]
                  return (
                    url && (
                      <LiveSlide
                        key={at}
                        input={input}
                        at={at}
                        url={url}
                        text={said}
                        label={said ?? t('slide', { n: at + 1 })}
                        width={216}
                      />
                    )
                  )
                })}
              </div>
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
                  disabled={kept || !spare}
                  aria-label={t('swap', { n: n + 1 })}
                  onClick={() =>
                    onChange({
                      ...input,
                      constraints: { ...input.constraints, skip: [...input.constraints.skip, set.place] },
                    })
                  }
                >
                  <IconRefresh size={20} aria-hidden />
                </ActionIcon>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

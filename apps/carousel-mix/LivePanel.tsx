import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import type { Readable } from '#media/image/contrast.ts'
import { Choice } from '#ui/Choice.tsx'
import { useMessages } from '#ui/i18n.tsx'
import type { EditorProps } from '../define-editor.ts'
import { sizes } from './compose.ts'
import styles from './Editor.module.css'
import type { CarouselInput } from './input.ts'
import { LiveSlide } from './LiveSlide.tsx'
import { words } from './messages.ts'
import { PictureRules } from './PictureRules.tsx'
import { coveredOn } from './safe-areas.ts'
import type { OwnFont } from './useOwnFonts.ts'

type Guides = 'off' | 'instagram' | 'tiktok'

/** The chosen slide as it will come out, with another picture and text at each press, and what may go with what. */
export function LivePanel(
  props: EditorProps<CarouselInput> & { at: number; fonts: ReadonlyMap<string, OwnFont> },
) {
  const t = useMessages(words)
  const { value, assets, at } = props
  const [turn, setTurn] = useState(0)
  const [guides, setGuides] = useState<Guides>('off')
  const [readable, setReadable] = useState<Readable | null>(null)
  const position = value.positions[at]
  if (!position) return null
  const image = position.images[turn % Math.max(1, position.images.length)]
  const place = turn % Math.max(1, position.texts.length)
  const url = image && assets.get(image)?.url
  const logo = value.brand.logo && assets.get(value.brand.logo)?.url
  const covered = readable && coveredOn(value.format.aspect, sizes[value.format.aspect], readable.laid.bounds)
  return (
    <>
      <section className={styles.stage}>
        {url ? (
          <LiveSlide
            input={value}
            at={at}
            fonts={props.fonts}
            url={url}
            text={position.texts[place]}
            logoUrl={logo || undefined}
            label={t('live', { n: at + 1 })}
            width={720}
            guides={guides}
            onDrawn={setReadable}
          />
        ) : (
          <p className={styles.noPicture}>{t('noPicture')}</p>
        )}
        {url && readable && (
          <p className={styles.note} role="status">
            {t('contrast', { ratio: readable.contrast.toFixed(1) })}
            {readable.contrast < readable.wanted && `, ${t('lowContrast')}`}
            {readable.help.kind !== 'none' && `, ${t('helped', { kind: t(`h_${readable.help.kind}`) })}`}
            {readable.laid.truncated && ` · ${t('truncated')}`}
            {covered &&
              covered.length > 0 &&
              ` · ${t('covered', { platforms: covered.map((one) => t(one)).join(', ') })}`}
          </p>
        )}
      </section>
      {url && (
        <section className={styles.live}>
          <Button
            variant="light"
            mih={44}
            leftSection={<IconRefresh size={18} aria-hidden />}
            onClick={() => setTurn(turn + 1)}
          >
            {t('previous')}
          </Button>
          <Choice
            label={t('guides')}
            value={guides}
            options={(['off', 'instagram', 'tiktok'] as const).map((one) => ({ value: one, label: t(one) }))}
            onChange={(next: Guides) => setGuides(next)}
          />
          <PictureRules {...props} rule={{ position: at, image: image ?? '', text: place }} />
        </section>
      )}
    </>
  )
}

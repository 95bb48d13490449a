import { IconMusic, IconPhoto, IconTypography, IconVideo } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import styles from './MediaThumb.module.css'

/** A still of a file on its dark stage. Children are laid over it. A picture that will not load leaves a sign of its kind. */
export function MediaThumb(props: {
  src?: string | null
  kind?: 'video' | 'image' | 'audio' | 'font'
  /** Width ÷ height of the frame; the picture is cropped into it. */
  ratio?: number
  /** Shows the whole picture instead of cropping it. */
  whole?: boolean
  children?: ReactNode
}) {
  const [broken, setBroken] = useState<string | null>(null)
  const Sign = { video: IconVideo, image: IconPhoto, audio: IconMusic, font: IconTypography }[
    props.kind ?? 'video'
  ]
  const shown = props.src && props.src !== broken ? props.src : null
  return (
    <span className={styles.frame} style={{ aspectRatio: props.ratio ?? 0.8 }}>
      {shown ? (
        <img
          src={shown}
          alt=""
          loading="lazy"
          decoding="async"
          data-whole={props.whole || undefined}
          onError={() => setBroken(shown)}
        />
      ) : (
        <Sign className={styles.sign} size={28} stroke={1.5} aria-hidden />
      )}
      {props.children}
    </span>
  )
}

/** A word on the corner of a picture, for the eye: whatever is pressed says it in its own label. */
export function ThumbChip({
  children,
  at = 'bottom-left',
}: {
  children: ReactNode
  at?: 'bottom-left' | 'top-left'
}) {
  return (
    <span className={styles.chip} data-at={at} aria-hidden>
      {children}
    </span>
  )
}

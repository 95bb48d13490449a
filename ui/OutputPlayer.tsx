import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { duration } from './format.ts'
import { MediaThumb, ThumbChip } from './MediaThumb.tsx'
import styles from './OutputPlayer.module.css'

/** A result on its stage: a still until it is pressed, so that a page of results costs a page of stills. One plays at a time. */
export function OutputPlayer(props: {
  url: string
  /** The same video for players that cannot play `url`. */
  otherwise?: string
  posterUrl?: string | null
  type: string
  seconds?: number | null
  /** Width ÷ height; keeps the room before anything has loaded. */
  ratio: number
  playLabel: string
  autoPlay?: boolean
}) {
  const [playing, setPlaying] = useState(props.autoPlay ?? false)
  const [refused, setRefused] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (playing) video.current?.focus()
  }, [playing])
  if (props.type.startsWith('image/'))
    return (
      <div className={styles.stage} style={{ aspectRatio: props.ratio }}>
        <img src={props.url} alt="" loading="lazy" />
      </div>
    )
  if (props.type.startsWith('audio/'))
    return (
      <div className={styles.sound}>
        {/* biome-ignore lint/a11y/useMediaCaption: what people upload carries no captions */}
        <audio src={props.url} controls preload="metadata" />
      </div>
    )
  if (props.type.startsWith('font/')) return <MediaThumb kind="font" ratio={1.6} />
  if (!playing)
    return (
      <UnstyledButton className={styles.still} onClick={() => setPlaying(true)}>
        <VisuallyHidden>{props.playLabel}</VisuallyHidden>
        <MediaThumb src={props.posterUrl} ratio={props.ratio}>
          <span className={styles.play}>
            <IconPlayerPlayFilled size={22} aria-hidden />
          </span>
          {props.seconds != null && <ThumbChip>{duration(props.seconds)}</ThumbChip>}
        </MediaThumb>
      </UnstyledButton>
    )
  return (
    <div className={styles.stage} style={{ aspectRatio: props.ratio }}>
      {/* biome-ignore lint/a11y/useMediaCaption: what people make here carries its own words in the picture */}
      <video
        ref={video}
        src={(refused && props.otherwise) || props.url}
        onError={() => setRefused(true)}
        poster={props.posterUrl ?? undefined}
        controls
        autoPlay
        playsInline
        preload="metadata"
        onPlay={(event) => pauseOthers(event.currentTarget)}
      />
    </div>
  )
}

let current: HTMLVideoElement | null = null

function pauseOthers(next: HTMLVideoElement) {
  if (current !== next) current?.pause()
  current = next
}

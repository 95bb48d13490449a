import { Dropzone } from '@mantine/dropzone'
import '@mantine/dropzone/styles.layer.css'
import { Button, FileButton, Group, NumberInput, RangeSlider } from '@mantine/core'
import { IconPhotoVideo, IconRefresh, IconUpload, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { duration, percent } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { RunProgress } from '#ui/RunProgress.tsx'
import type { EditorProps, StudioAsset } from '../define-editor.ts'
import styles from './Editor.module.css'
import { withClip } from './edit-loop.ts'
import type { LoopInput } from './input.ts'
import { words } from './messages.ts'

const videos = 'video/*,.mp4,.mov,.m4v,.webm,.mkv,.avi,.3gp,.mts,.mpg'

/** The clip that is looped, with the part of it that is used. */
export function ClipStage(props: EditorProps<LoopInput>) {
  const t = useMessages(words)
  const { value, onChange, assets, uploads, upload, pick } = props
  const asset = assets.get(value.clip)
  const fromLibrary = () => pick('video', ([chosen]) => chosen && onChange(withClip(value, chosen)))
  const ways = (
    <Group gap="xs" justify={value.clip ? 'flex-start' : 'center'}>
      <FileButton accept={videos} onChange={(file) => file && upload([file])}>
        {(button) => (
          <Button
            variant={value.clip ? 'default' : 'filled'}
            leftSection={<IconUpload size={20} aria-hidden />}
            {...button}
          >
            {t(value.clip ? 'changeFile' : 'chooseFile')}
          </Button>
        )}
      </FileButton>
      <Button variant="default" leftSection={<IconPhotoVideo size={20} aria-hidden />} onClick={fromLibrary}>
        {t('fromLibrary')}
      </Button>
    </Group>
  )
  return (
    <>
      {!value.clip && uploads.length === 0 ? (
        <div className={styles.drop}>
          <EmptyState
            scene="clips"
            level={2}
            title={t('dropTitle')}
            text={<p>{t('dropText')}</p>}
            action={ways}
          />
        </div>
      ) : (
        <>
          {asset ? (
            <Clip {...props} asset={asset} />
          ) : (
            value.clip && <p className={styles.dim}>{t('loading')}</p>
          )}
          {ways}
        </>
      )}
      <Uploads {...props} />
      <Dropzone.FullScreen onDrop={upload} radius="lg" withinPortal={false}>
        <p className={styles.dropNow}>{t('dropNow')}</p>
      </Dropzone.FullScreen>
    </>
  )
}

function Clip({ value, onChange, asset }: EditorProps<LoopInput> & { asset: StudioAsset }) {
  const t = useMessages(words)
  const video = useRef<HTMLVideoElement>(null)
  const all = asset.seconds ?? 0
  const { from, to } = value.trim ?? { from: 0, to: all }
  const set = (next: { from: number; to: number }, shown: number) => {
    const whole = next.from <= 0 && next.to >= all
    const { trim, ...rest } = value
    void trim
    const points = value.loopPoint === 'auto' ? value.loopPoint : next
    onChange({ ...rest, loopPoint: points, ...(whole ? {} : { trim: next }) })
    if (video.current) video.current.currentTime = shown
  }
  const step = 0.1
  const round = (seconds: number) => Math.round(seconds * 1000) / 1000
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: what people upload carries no captions */}
      <video
        ref={video}
        className={styles.player}
        src={asset.url}
        poster={asset.thumbnailUrl ?? undefined}
        style={{ aspectRatio: (asset.width ?? 16) / (asset.height ?? 9) }}
        aria-label={t('clipPlay', { name: asset.name })}
        controls
        playsInline
        preload="metadata"
        onTimeUpdate={({ currentTarget: player }) => {
          if (!player.paused && player.currentTime >= to) player.currentTime = from
        }}
      />
      <p className={styles.name}>{asset.name}</p>
      <div>
        <p className={styles.dim} id="loop-trim">
          {t('trim')}: {t('trimUsed', { from: duration(from), to: duration(to), all: duration(all) })}
        </p>
        <RangeSlider
          className={styles.slider}
          min={0}
          max={all}
          step={step}
          minRange={Math.min(0.5, all)}
          value={[from, to]}
          label={(seconds) => duration(seconds)}
          thumbFromLabel={t('trimFrom')}
          thumbToLabel={t('trimTo')}
          onChange={([a, b]) => {
            const next = { from: round(a), to: b + step > all ? all : round(b) }
            set(next, next.from !== from ? next.from : next.to)
          }}
        />
      </div>
      <div className={styles.pair}>
        <NumberInput
          label={t('trimFrom')}
          min={0}
          max={to - 0.5}
          step={step}
          decimalScale={2}
          value={round(from)}
          onChange={(next) => typeof next === 'number' && next < to && set({ from: next, to }, next)}
        />
        <NumberInput
          label={t('trimTo')}
          min={from + 0.5}
          max={all}
          step={step}
          decimalScale={2}
          value={round(to)}
          onChange={(next) =>
            typeof next === 'number' && next > from && set({ from, to: Math.min(all, next) }, next)
          }
        />
      </div>
    </>
  )
}

function Uploads({ uploads }: EditorProps<LoopInput>) {
  const t = useMessages(words)
  const { locale } = useLocale()
  return uploads.map(({ id, name, state, fraction, problem, retry, cancel }) => (
    <div key={id} className={styles.stack}>
      <Group gap="xs" wrap="nowrap">
        <p className={`${styles.dim} ${styles.grow}`} role={state === 'failed' ? 'alert' : undefined}>
          {state === 'failed'
            ? problem
            : state === 'judging'
              ? t('judging', { name })
              : t('uploading', { name, percent: percent(fraction, locale) })}
        </p>
        {retry && state === 'failed' && (
          <Button variant="default" onClick={retry} aria-label={t('uploadRetry', { name })}>
            <IconRefresh size={20} aria-hidden />
          </Button>
        )}
        <Button variant="default" onClick={cancel} aria-label={t('uploadCancel', { name })}>
          <IconX size={20} aria-hidden />
        </Button>
      </Group>
      {state !== 'failed' && <RunProgress fraction={state === 'judging' ? null : fraction} label={name} />}
    </div>
  ))
}

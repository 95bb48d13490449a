import { Dropzone } from '@mantine/dropzone'
import '@mantine/dropzone/styles.layer.css'
import { Button, FileButton, Group, UnstyledButton } from '@mantine/core'
import { IconCamera, IconPhotoVideo, IconPlus, IconUpload } from '@tabler/icons-react'
import { useDeferredValue, useMemo } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import type { EditorProps } from '../define-editor.ts'
import { Amount } from './Amount.tsx'
import boardStyles from './ClipBoard.module.css'
import { ClipBoard } from './ClipBoard.tsx'
import styles from './Editor.module.css'
import { ExtraSettings } from './ExtraSettings.tsx'
import { addFiles, variantsOf } from './edit-mix.ts'
import { FormatSettings } from './FormatSettings.tsx'
import type { MixInput } from './input.ts'
import { LengthSettings } from './LengthSettings.tsx'
import { MixSettings } from './MixSettings.tsx'
import { words } from './messages.ts'
import { PreviewPanel } from './PreviewPanel.tsx'
import { SoundSettings } from './SoundSettings.tsx'
import { UploadTile } from './UploadTile.tsx'
import { useBatchScore } from './useBatchScore.ts'

const videos = 'video/*,.mp4,.mov,.m4v,.webm,.mkv,.avi,.3gp,.mts,.mpg'

/** Clips on the left, or above; what to do with them beside, in four blocks. */
export function Editor(props: EditorProps<MixInput>) {
  const { value, onChange, assets } = props
  const settled = useDeferredValue(value)
  const variants = useMemo(() => variantsOf(settled, assets), [settled, assets])
  const score = useBatchScore(settled, assets)
  return (
    <div className={styles.editor}>
      <Clips {...props} />
      <div className={styles.settings}>
        <Amount value={value} onChange={onChange} variants={variants} />
        <MixSettings value={value} onChange={onChange} assets={assets} />
        <FormatSettings value={value} onChange={onChange} project={props.project} />
        <LengthSettings value={value} onChange={onChange} assets={assets} />
        <SoundSettings {...props} />
        <ExtraSettings {...props} />
        {value.clips.length > 0 && <PreviewPanel {...props} score={score} />}
      </div>
    </div>
  )
}

function Clips(props: EditorProps<MixInput>) {
  const t = useMessages(words)
  const { value, onChange, uploads } = props
  const empty = value.clips.length === 0 && uploads.length === 0
  const fromLibrary = () => props.pick('video', (chosen) => onChange(addFiles(value, chosen)), { many: true })
  const ways = (
    <Group gap="xs" justify={empty ? 'center' : 'flex-start'}>
      {empty && (
        <FileButton multiple accept={videos} onChange={props.upload}>
          {(button) => (
            <Button size="lg" leftSection={<IconUpload size={22} aria-hidden />} {...button}>
              {t('chooseFiles')}
            </Button>
          )}
        </FileButton>
      )}
      <Button variant="default" leftSection={<IconPhotoVideo size={20} aria-hidden />} onClick={fromLibrary}>
        {t('fromLibrary')}
      </Button>
      <span className={styles.camera}>
        <FileButton capture="environment" accept="video/*" onChange={(file) => file && props.upload([file])}>
          {(button) => (
            <Button variant="default" leftSection={<IconCamera size={20} aria-hidden />} {...button}>
              {t('record')}
            </Button>
          )}
        </FileButton>
      </span>
    </Group>
  )
  return (
    <section className={styles.clips} aria-labelledby="mixer-clips">
      <div className={styles.head}>
        <h2 id="mixer-clips" className={styles.title}>
          {t('clips')}
        </h2>
        {!empty && <span className={styles.count}>{t('clipsCount', { count: value.clips.length })}</span>}
      </div>
      {empty ? (
        <div className={styles.drop}>
          <EmptyState
            scene="clips"
            level={3}
            title={t('dropTitle')}
            text={<p>{t('dropText')}</p>}
            action={ways}
          />
        </div>
      ) : (
        <>
          <ClipBoard value={value} onChange={onChange} assets={props.assets}>
            {uploads.map((upload) => (
              <UploadTile key={upload.id} upload={upload} />
            ))}
            <li>
              <FileButton multiple accept={videos} onChange={props.upload}>
                {(button) => (
                  <UnstyledButton className={boardStyles.add} {...button}>
                    <IconPlus size={26} aria-hidden />
                    {t('addClips')}
                  </UnstyledButton>
                )}
              </FileButton>
            </li>
          </ClipBoard>
          <div className={styles.ways}>{ways}</div>
        </>
      )}
      <Dropzone.FullScreen onDrop={props.upload} radius="lg" withinPortal={false}>
        <p className={styles.dropNow}>{t('dropNow')}</p>
      </Dropzone.FullScreen>
    </section>
  )
}

import { Collapse, TextInput, UnstyledButton } from '@mantine/core'
import { IconAspectRatio, IconChevronDown } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { Choice } from '#ui/Choice.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import type { MixInput } from './input.ts'
import { words } from './messages.ts'
import { outputName, usualName } from './output-names.ts'
import { AspectPicture, FitPicture } from './pictures.tsx'
import styles from './Settings.module.css'

type Props = Pick<EditorProps<MixInput>, 'value' | 'onChange' | 'project'>

/** What the files look like. The rarely touched rest is one press away. */
export function FormatSettings({ value, onChange, project }: Props) {
  const t = useMessages(words)
  const [open, setOpen] = useState(false)
  const details = useId()
  const { format } = value
  const set = (change: Partial<MixInput['format']>) =>
    onChange({ ...value, format: { ...format, ...change } })
  const hints = {
    '9:16': t('aspectTall'),
    '4:5': t('aspectFeed'),
    '1:1': t('aspectSquare'),
    '16:9': t('aspectWide'),
  }
  const fits = { blur: t('fitBlur'), crop: t('fitCrop'), pad: t('fitPad') }
  const qualities = { low: t('qualityLow'), standard: t('qualityStandard'), high: t('qualityHigh') }
  return (
    <SettingsBlock title={t('format')} icon={<IconAspectRatio size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('aspect')}
        value={format.aspect}
        onChange={(aspect) => set({ aspect })}
        options={(['9:16', '4:5', '1:1', '16:9'] as const).map((aspect) => ({
          value: aspect,
          label: aspect,
          hint: hints[aspect],
          picture: <AspectPicture aspect={aspect} />,
        }))}
      />
      <Choice
        label={t('fit')}
        value={format.fit}
        onChange={(fit) => set({ fit })}
        options={(['blur', 'crop', 'pad'] as const).map((fit) => ({
          value: fit,
          label: fits[fit],
          picture: <FitPicture fit={fit} />,
        }))}
      />
      <Choice
        label={t('resolution')}
        value={format.resolution}
        onChange={(resolution) => set({ resolution })}
        options={(['480p', '720p', '1080p', '4k'] as const).map((resolution) => ({
          value: resolution,
          label: resolution === '4k' ? '4K' : resolution,
        }))}
      />
      <UnstyledButton
        className={styles.disclose}
        aria-expanded={open}
        aria-controls={details}
        onClick={() => setOpen(!open)}
      >
        {t('details')}
        <IconChevronDown size={20} aria-hidden data-open={open || undefined} />
      </UnstyledButton>
      <Collapse id={details} expanded={open}>
        <div className={styles.wide}>
          <Choice
            label={t('fps')}
            value={String(format.fps)}
            onChange={(fps) => set({ fps: Number(fps) as MixInput['format']['fps'] })}
            options={['24', '30', '60'].map((fps) => ({ value: fps, label: fps }))}
          />
          <Choice
            label={t('quality')}
            value={format.quality}
            onChange={(quality) => set({ quality })}
            options={(['low', 'standard', 'high'] as const).map((quality) => ({
              value: quality,
              label: qualities[quality],
            }))}
          />
          <Choice
            label={t('container')}
            value={format.container}
            onChange={(container) => set({ container })}
            options={(['mp4', 'webm'] as const).map((container) => ({
              value: container,
              label: container === 'mp4' ? 'MP4' : 'WebM',
            }))}
          />
          <FileName value={value} onChange={onChange} project={project} />
        </div>
      </Collapse>
    </SettingsBlock>
  )
}

/** Kept as typed; an empty field leaves the name to the project, or to nobody. */
function FileName({ value, onChange, project }: Props) {
  const t = useMessages(words)
  const [typed, setTyped] = useState(value.name ?? '')
  return (
    <TextInput
      label={t('fileName')}
      description={t('fileNameNote', { example: outputName({ ...value, project }, 0) })}
      placeholder={usualName(project)}
      maxLength={100}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange({ ...value, name: event.currentTarget.value.trim() || undefined })
      }}
      onBlur={() => setTyped(value.name ?? '')}
    />
  )
}

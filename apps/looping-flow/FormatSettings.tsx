import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core'
import { IconAspectRatio, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Choice } from '#ui/Choice.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import styles from './Editor.module.css'
import type { LoopInput } from './input.ts'
import { limits } from './limits.ts'
import { words } from './messages.ts'

/** What the file looks like, and what is written into it. */
export function FormatSettings({ value, onChange }: EditorProps<LoopInput>) {
  const t = useMessages(words)
  const { format } = value
  const set = (change: Partial<LoopInput['format']>) =>
    onChange({ ...value, format: { ...format, ...change } })
  return (
    <SettingsBlock title={t('format')} icon={<IconAspectRatio size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('resolution')}
        value={format.resolution}
        onChange={(resolution) => set({ resolution })}
        options={(['source', '720p', '1080p', '4k'] as const).map((each) => ({
          value: each,
          label: each === 'source' ? t('source') : each === '4k' ? '4K' : each,
        }))}
      />
      <Choice
        label={t('fps')}
        value={String(format.fps)}
        onChange={(fps) => set({ fps: fps === 'source' ? fps : (Number(fps) as 24 | 30 | 60) })}
        options={['source', '24', '30', '60'].map((fps) => ({
          value: fps,
          label: fps === 'source' ? t('source') : fps,
        }))}
      />
      <Choice
        label={t('quality')}
        value={format.quality}
        onChange={(quality) => set({ quality })}
        options={[
          { value: 'small', label: t('small'), hint: t('smallHint') },
          { value: 'standard', label: t('standard') },
          { value: 'high', label: t('high') },
        ]}
      />
      <Title value={value} onChange={onChange} />
      <Chapters value={value} onChange={onChange} />
    </SettingsBlock>
  )
}

type Part = Pick<EditorProps<LoopInput>, 'value' | 'onChange'>

/** Kept as typed; what is only spaces is no title. */
function Title({ value, onChange }: Part) {
  const t = useMessages(words)
  const [typed, setTyped] = useState(value.title ?? '')
  return (
    <TextInput
      label={t('title')}
      description={t('titleNote')}
      maxLength={120}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        const { title, ...rest } = value
        void title
        const words = currentTarget.value.trim()
        onChange(words ? { ...rest, title: words } : rest)
      }}
    />
  )
}

function Chapters({ value, onChange }: Part) {
  const t = useMessages(words)
  const { chapters } = value
  const set = (next: LoopInput['chapters']) => onChange({ ...value, chapters: next })
  const change = (n: number, part: Partial<LoopInput['chapters'][number]>) =>
    set(chapters.map((each, at) => (at === n ? { ...each, ...part } : each)))
  const last = chapters.at(-1)
  return (
    <div className={styles.stack}>
      {chapters.map(({ at, name }, n) => (
        <div key={n} className={styles.chapter}>
          <TextInput
            label={t('chapterName', { n: n + 1 })}
            maxLength={100}
            value={name}
            onChange={({ currentTarget }) => change(n, { name: currentTarget.value || `${n + 1}` })}
          />
          <NumberInput
            label={t('chapterAt')}
            min={0}
            max={720}
            decimalScale={2}
            value={Math.round((at / 60) * 100) / 100}
            onChange={(next) => typeof next === 'number' && change(n, { at: next * 60 })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t('removeChapter', { n: n + 1 })}
            onClick={() => set(chapters.filter((_, at) => at !== n))}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        disabled={chapters.length >= limits.chapters}
        leftSection={<IconPlus size={20} aria-hidden />}
        onClick={() =>
          set([
            ...chapters,
            {
              at: last ? Math.min(value.seconds - 1, last.at + 600) : 0,
              name: `${t('chapters')} ${chapters.length + 1}`,
            },
          ])
        }
      >
        {t('addChapter')}
      </Button>
    </div>
  )
}

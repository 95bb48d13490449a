import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconDownload, IconPhotoOff } from '@tabler/icons-react'
import { bytes } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { Generation, GenerationOutput } from '../api-types.ts'
import { words } from '../jobs/messages.ts'
import { PackedFilm } from '../jobs/PackedFilm.tsx'
import { ratioAsked } from '../jobs/ratio-asked.ts'
import { type Slot, shownSlots } from '../jobs/run-state.ts'
import { useRunWords } from '../jobs/useRunWords.ts'
import { bundledFiles } from '../slides/bundled-files.ts'
import { SaveDocuments } from '../slides/SaveDocuments.tsx'
import { SlidesOrPlayer } from '../slides/SlidesOrPlayer.tsx'
import styles from './RunPanel.module.css'

/** A place for every result that was asked for; they light up one by one. */
export function OutputGrid({ run }: { run: Generation }) {
  const t = useMessages(words)
  const { slots, more } = shownSlots(run)
  const first = run.outputs[0]
  const ratio = first?.width && first.height ? first.width / first.height : ratioAsked(run.input)
  if (slots.length === 0) return null
  return (
    <>
      <ul className={styles.grid} data-wide={ratio > 1 || undefined}>
        {slots.map((slot) => (
          <li key={slot.at}>
            {slot.kind === 'made' ? (
              <Made run={run} output={slot.output} ratio={ratio} />
            ) : (
              <Unmade run={run} slot={slot} ratio={ratio} />
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.text}>{t('moreToCome', { count: more })}</p>}
    </>
  )
}

function Made({ run, output, ratio }: { run: Generation; output: GenerationOutput; ratio: number }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { name } = output
  const files = bundledFiles(output)
  return (
    <div className={styles.made}>
      <SlidesOrPlayer run={run} output={output} ratio={ratio} />
      <div className={styles.caption}>
        <span className={styles.name} title={name}>
          {name}
          <span className={styles.size}>{bytes(output.bytes, locale)}</span>
        </span>
        {files.length === 0 && (
          <ActionIcon component="a" href={output.url} download={name} aria-label={t('download', { name })}>
            <IconDownload size={20} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <SaveDocuments
        bundle={{ id: output.assetId, url: output.url }}
        files={files}
        variant="default"
        fullWidth
        mt="xs"
      />
      <PackedFilm file={{ ...output, id: output.assetId }} />
    </div>
  )
}

function Unmade({
  run,
  slot,
  ratio,
}: {
  run: Generation
  slot: Exclude<Slot, { kind: 'made' }>
  ratio: number
}) {
  const t = useMessages(words)
  const say = useRunWords()
  const failed = slot.kind === 'failed'
  return (
    <div className={styles.unmade} data-kind={slot.kind} style={{ aspectRatio: ratio }}>
      {failed && <IconAlertTriangle size={24} stroke={1.75} aria-hidden />}
      {slot.kind === 'deleted' && <IconPhotoOff size={24} stroke={1.75} aria-hidden />}
      <span className="num">{slot.kind === 'pending' ? slot.at + 1 : null}</span>
      {slot.kind === 'pending' ? (
        <span className={styles.hidden}>{t('pending')}</span>
      ) : (
        <span>{failed ? say.failure(run, slot.reason) : t('deleted')}</span>
      )}
      {failed && <strong>{t('notCharged')}</strong>}
    </div>
  )
}

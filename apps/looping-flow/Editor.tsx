import { useMessages } from '#ui/i18n.tsx'
import type { EditorProps } from '../define-editor.ts'
import { ClipStage } from './ClipStage.tsx'
import styles from './Editor.module.css'
import { FormatSettings } from './FormatSettings.tsx'
import type { LoopInput } from './input.ts'
import { LengthSettings } from './LengthSettings.tsx'
import { words } from './messages.ts'
import { SeamSettings } from './SeamSettings.tsx'
import { SoundSettings } from './SoundSettings.tsx'
import { useSeam } from './useSeam.ts'

/** The clip and its joint on the left, or above; how long, how it sounds and what it looks like beside. */
export function Editor(props: EditorProps<LoopInput>) {
  const t = useMessages(words)
  const seam = useSeam(props)
  const chosen = props.value.clip !== ''
  return (
    <div className={styles.editor}>
      <section className={styles.stage} aria-label={t('clip')}>
        <ClipStage {...props} />
      </section>
      <div className={styles.settings}>
        {chosen && <SeamSettings {...props} seam={seam} />}
        <LengthSettings {...props} />
        <SoundSettings {...props} />
        <FormatSettings {...props} />
      </div>
    </div>
  )
}

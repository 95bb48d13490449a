import { useEffect, useState } from 'react'
import type { EditorProps } from '../define-editor.ts'
import { checkLoop } from './edit-loop.ts'
import type { LoopInput } from './input.ts'
import type { SeamLook } from './seam-input.ts'

export type Seam =
  | { state: 'none' }
  | { state: 'looking' }
  | { state: 'failed'; again(): void }
  | { state: 'seen'; looks: (SeamLook & { url: string })[] }

/** The joint of the clip as it is set now, asked for once the settings rest. */
export function useSeam({ value, assets, preview }: EditorProps<LoopInput>): Seam {
  const { clip, trim, loopPoint, blendSeconds, format } = value
  const possible = Boolean(preview && clip && !checkLoop({ ...value, chapters: [] }, assets).missing)
  const question = possible ? JSON.stringify({ clip, trim, loopPoint, blendSeconds, fps: format.fps }) : null
  const [seam, setSeam] = useState<Seam>({ state: 'none' })
  const [turn, setTurn] = useState(0)
  // `turn` asks again; `preview` is another function on every render.
  useEffect(() => {
    if (!question || !preview) return setSeam({ state: 'none' })
    setSeam({ state: 'looking' })
    const stop = new AbortController()
    const urls: string[] = []
    const rest = setTimeout(async () => {
      try {
        const { styles } = await preview<{ styles: SeamLook[] }>('seam', JSON.parse(question), stop.signal)
        if (stop.signal.aborted) return
        const looks = styles.map((look) => ({ ...look, url: URL.createObjectURL(videoOf(look.clip)) }))
        urls.push(...looks.map(({ url }) => url))
        setSeam({ state: 'seen', looks })
      } catch {
        if (!stop.signal.aborted) setSeam({ state: 'failed', again: () => setTurn((now) => now + 1) })
      }
    }, 500)
    return () => {
      clearTimeout(rest)
      stop.abort()
      for (const url of urls) URL.revokeObjectURL(url)
    }
  }, [question, turn])
  return seam
}

function videoOf(base64: string): Blob {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  return new Blob([bytes], { type: 'video/mp4' })
}

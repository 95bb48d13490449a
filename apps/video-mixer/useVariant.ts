import { useEffect, useRef, useState } from 'react'
import type { EditorProps } from '../define-editor.ts'
import type { MixInput } from './input.ts'
import type { VariantLook } from './variant-input.ts'

export type Variant =
  | { state: 'none' | 'making' | 'failed' }
  | { state: 'seen'; look: VariantLook; url: string }

/** Has one video of the mix as it is set made small. What was seen is put away when the mix becomes another. */
export function useVariant(mix: MixInput, preview: EditorProps<MixInput>['preview']) {
  const [variant, setVariant] = useState<Variant>({ state: 'none' })
  const running = useRef<AbortController | null>(null)
  const { name, ...decisive } = mix
  void name
  const question = JSON.stringify(decisive)
  const url = variant.state === 'seen' ? variant.url : null
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  // Another mix has other videos.
  useEffect(() => {
    running.current?.abort()
    setVariant({ state: 'none' })
    return () => running.current?.abort()
  }, [question])
  const show = async (output: number) => {
    if (!preview) return
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    setVariant({ state: 'making' })
    try {
      const look = await preview<VariantLook>('variant', { mix, output }, stop.signal)
      if (!stop.signal.aborted)
        setVariant({ state: 'seen', look, url: URL.createObjectURL(videoOf(look.clip)) })
    } catch {
      if (!stop.signal.aborted) setVariant({ state: 'failed' })
    }
  }
  return { variant, show }
}

function videoOf(base64: string): Blob {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  return new Blob([bytes], { type: 'video/mp4' })
}

import { useEffect, useState } from 'react'
import type { StudioAsset } from '../define-editor.ts'
import { checkClips } from './check-clips.ts'
import { chooseAside } from './choose-aside.ts'
import { checkMix } from './edit-mix.ts'
import type { MixInput } from './input.ts'
import type { BatchScore } from './score-batch.ts'

/** How different the videos of this mix will be, once the settings rest; null while that is not known or there is only one. */
export function useBatchScore(mix: MixInput, assets: ReadonlyMap<string, StudioAsset>): BatchScore | null {
  const [score, setScore] = useState<BatchScore | null>(null)
  const { name, ...decisive } = mix
  void name
  const possible = mix.outputs > 1 && !checkMix(mix, assets).missing
  const question = possible ? JSON.stringify(decisive) : null
  // Of the files only what they hold counts, and that never changes.
  useEffect(() => {
    setScore(null)
    if (!question) return
    const stop = new AbortController()
    const rest = setTimeout(async () => {
      try {
        const input: MixInput = { ...JSON.parse(question), name: 'video' }
        const chosen = await chooseAside({ input, clips: checkClips(input, assets) }, stop.signal)
        setScore(chosen.score)
      } catch {
        // Without a score nothing else is lost.
      }
    }, 400)
    return () => {
      clearTimeout(rest)
      stop.abort()
    }
  }, [question])
  return score
}

import type { LoopInput } from './input.ts'

/** The title, or the clip's name, and how long it is: `Hujan malam 8 jam.mp4`. */
export function fileName({ title, seconds }: Pick<LoopInput, 'title' | 'seconds'>, clip: string): string {
  const plain = (title ?? clip.replace(/\.[^.]+$/, ''))
    .replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim()
  return `${plain || 'loop'} ${lengthOf(seconds)}.mp4`
}

function lengthOf(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.round(seconds % 60)]
  return [h && `${h}h`, m && `${m}m`, (s || (!h && !m)) && `${s}s`].filter(Boolean).join('')
}

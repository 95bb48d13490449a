import { Slots } from '../ffmpeg/slots.ts'
import type { FontAnswer, ToldFont } from './font-worker.ts'
import { NotFont } from './read-font.ts'

/** One font at a time and process: what a font may unpack to is bounded, and so is what all of them take. */
const reading = new Slots(1)
/** The largest honest fonts take a fraction of it. */
const mostSeconds = 5

/**
 * Reads a font file on a thread of its own, so that unpacking and walking what a stranger sent holds up nobody. Throws `NotFont` as
 * `readFont` does, and for one that takes more than `seconds`.
 */
export function readFontAside(file: string, { seconds = mostSeconds } = {}): Promise<ToldFont> {
  return reading.use(undefined, async () => {
    const worker = new Worker(new URL('./font-worker.ts', import.meta.url), { type: 'module', smol: true })
    const { promise, resolve, reject } = Promise.withResolvers<ToldFont>()
    const late = setTimeout(() => reject(new NotFont('The font takes too long to read.')), seconds * 1000)
    worker.onmessage = ({ data }: MessageEvent<FontAnswer>) => {
      if ('told' in data) resolve(data.told)
      else if ('notFont' in data) reject(new NotFont(data.notFont))
      else reject(new Error(data.failed))
    }
    worker.onerror = (event) => reject(new Error(event.message || 'The font could not be read.'))
    worker.postMessage(file)
    try {
      return await promise
    } finally {
      clearTimeout(late)
      worker.terminate()
    }
  })
}

import { rm } from 'node:fs/promises'
import { type FrameSignature, readSignature, signatureFilter } from './read-signature.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

const side = 32

/**
 * Decodes an input's pictures, all or the key frames alone, in the order they are shown: each very small (grey, 0–255) and by its signature.
 * `more` are further outputs of the same process; what it said is answered too. `scratch` is a file to use meanwhile.
 */
export async function lookAtPictures(
  input: readonly string[],
  {
    keyFramesOnly,
    scratch,
    more = [],
    signal,
  }: { keyFramesOnly: boolean; scratch: string; more?: readonly string[]; signal?: AbortSignal },
): Promise<{ pictures: Uint8Array[]; signature: FrameSignature[]; log: string }> {
  const small = `scale=${side}:${side}:flags=area,format=gray[small]`
  const signed = `${signatureFilter(scratch)}[signed]`
  try {
    const { stdout, log } = await runFfmpeg(
      [
        ...(keyFramesOnly ? ['-skip_frame', 'nokey'] : []),
        ...['-threads', '1', ...input, '-filter_complex_threads', '1'],
        ...[
          '-filter_complex',
          `[0:v:0]scale=288:288:flags=area,split[one][two];[one]${small};[two]${signed}`,
        ],
        ...['-map', '[small]', '-vsync', 'passthrough', '-f', 'rawvideo', 'pipe:1'],
        ...['-map', '[signed]', '-vsync', 'passthrough', '-f', 'null', '-'],
        ...more,
      ],
      { signal },
    )
    const pictures = Array.from({ length: stdout.length / side ** 2 }, (_, n) =>
      stdout.slice(n * side ** 2, (n + 1) * side ** 2),
    )
    return { pictures, signature: await readSignature(scratch), log }
  } finally {
    await rm(scratch, { force: true })
  }
}

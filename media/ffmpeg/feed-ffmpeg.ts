import { rm } from 'node:fs/promises'
import { placesFor } from './render-room.ts'
import { FfmpegError, type FfmpegRun, readTail, slots } from './run-ffmpeg.ts'
import { spawnFed } from './spawn-tied.ts'

/**
 * Runs ffmpeg on bytes that are made while it runs: they arrive at `pipe:0`, no faster than it takes them. Resolves with the end of its log;
 * rejects with `FfmpegError`, with what the maker threw, or with the signal's reason. Nothing it was making stays behind unless it succeeded.
 * `onFrame` hears how many frames are finished.
 */
export async function feedFfmpeg(
  args: readonly string[],
  bytes: AsyncIterable<Uint8Array>,
  {
    makes = [],
    signal,
    encodes,
    onFrame,
  }: Pick<FfmpegRun, 'makes' | 'signal' | 'encodes'> & { onFrame?(count: number): void } = {},
): Promise<string> {
  const places = encodes ? placesFor(encodes) : 1
  const work = async () => {
    const child = spawnFed([
      'ffmpeg',
      '-hide_banner',
      '-y',
      '-nostats',
      ...(onFrame ? progress : []),
      ...args,
    ])
    const kill = () => child.kill('SIGKILL')
    signal?.addEventListener('abort', kill, { once: true })
    const log = readTail(onFrame ? child.stderr.pipeThrough(withoutProgress(onFrame)) : child.stderr)
    try {
      for await (const each of bytes) {
        signal?.throwIfAborted()
        child.stdin.write(each)
        await child.stdin.flush()
      }
      await child.stdin.end()
      const code = await child.exited
      signal?.throwIfAborted()
      if (code !== 0) throw new FfmpegError('ffmpeg', args, code, await log)
      return await log
    } catch (error) {
      kill()
      const code = await child.exited
      await Promise.all(makes.map((file) => rm(file, { force: true })))
      signal?.throwIfAborted()
      // A closed pipe is the program's end; what it said tells why.
      if ((error as NodeJS.ErrnoException).code === 'EPIPE')
        throw new FfmpegError('ffmpeg', args, code, await log)
      throw error
    } finally {
      signal?.removeEventListener('abort', kill)
    }
  }
  return slots.render.use(signal, work, places)
}

/** What ffmpeg says about its progress comes between the lines of its log. */
const progress = ['-progress', 'pipe:2']

function withoutProgress(tell: (frames: number) => void) {
  const [decoder, encoder] = [new TextDecoder(), new TextEncoder()]
  let rest = ''
  const log = (lines: string[]) =>
    encoder.encode(lines.filter((line) => !/^\w+=\s*\S*$/.test(line)).join('\n'))
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, out) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const frames = /^frame=\s*(\d+)$/.exec(line)
        if (frames) tell(Number(frames[1]))
      }
      out.enqueue(log(lines))
    },
    flush: (out) => out.enqueue(log([rest])),
  })
}

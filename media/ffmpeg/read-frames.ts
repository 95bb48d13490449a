import { fitPicture } from './fit-picture.ts'
import type { FrameRate } from './frame-rate.ts'
import { type Probe, untrusted } from './probe.ts'
import { FfmpegError, readTail } from './run-ffmpeg.ts'
import { spawnTied } from './spawn-tied.ts'
import { openAt } from './stretch.ts'

/** How frames are wanted: size, and colour or grey alone. */
export interface RawFormat {
  width: number
  height: number
  rate: FrameRate
  pixels: 'yuv420p' | 'gray'
}

export interface ClipSource {
  path: string
  probe: Probe
}

export function frameBytes({ width, height, pixels }: RawFormat): number {
  return pixels === 'gray' ? width * height : (width * height * 3) / 2
}

/** A tick that is whole in all common frame rates, and a bias that makes halves always round the same way. */
const tick = 1_440_000

/**
 * Decodes `count` frames of a source from number `from` on (counted at the wanted rate), one by one: only one is held at a time. Pictures are
 * upright, even in pace and fitted; a source that ends early holds its last frame. Leaving the loop early ends the process. With `keep` the same
 * frames, larger and grey, are written to a file on the way, one after the other; it is whole when the loop is over.
 */
export async function* readFrames(
  source: ClipSource,
  format: RawFormat,
  { from, count, signal, keep }: { from: number; count: number; signal?: AbortSignal; keep?: KeptFrames },
): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted()
  const args = decode(source, format, from, count, keep)
  const child = spawnTied(['ffmpeg', ...args])
  const kill = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', kill, { once: true })
  const log = readTail(child.stderr)
  try {
    yield* cut(child.stdout, frameBytes(format))
    const code = await child.exited
    signal?.throwIfAborted()
    if (code !== 0) throw new FfmpegError('ffmpeg', args, code, await log)
  } finally {
    signal?.removeEventListener('abort', kill)
    kill()
    await child.exited
  }
}

export interface KeptFrames {
  path: string
  width: number
  height: number
}

function decode(source: ClipSource, format: RawFormat, from: number, count: number, keep?: KeptFrames) {
  const { width, height, pixels } = format
  const larger = keep && openFrames(source, { ...format, ...keep, pixels: 'gray' }, from, count)
  const { input, filters } = larger ?? openFrames(source, format, from, count)
  const small = `scale=${width}:${height}:flags=area,format=${pixels}`
  const raw = (out: string) => ['-vsync', 'passthrough', '-f', 'rawvideo', out]
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', ...input, '-an', '-sn', '-dn'],
    ...(keep
      ? [
          ...['-filter_complex_threads', '1'],
          ...['-filter_complex', `[0:V:0]${filters},split[large][copy];[copy]${small}[small]`],
          ...['-map', '[large]', ...raw(keep.path), '-map', '[small]', ...raw('pipe:1')],
        ]
      : ['-map', '0:V:0', '-filter_threads', '1', '-vf', filters, '-pix_fmt', pixels, ...raw('pipe:1')]),
  ]
}

/** How ffmpeg is to open a source, and the filters that make exactly these frames of its picture. */
export function openFrames({ path, probe }: ClipSource, format: RawFormat, from: number, count: number) {
  const { width, height, rate, pixels } = format
  const fps = rate.num / rate.den
  const { seek, skip } = openAt({ path, source: probe, from, frames: count, fps, speed: 1 })
  const clock = `settb=1/${tick},setpts='floor(PTS-${skip.toFixed(6)}*${tick}+2)'`
  const pace = `fps=fps=${rate.num}/${rate.den}:start_time=0:eof_action=pass`
  const fit = fitPicture(probe, { width, height, fit: 'crop', fps, container: 'mp4', quality: 'standard' })
  const picture = pixels === 'gray' ? `scale=${width}:${height}:flags=area,format=gray` : fit
  return {
    input: ['-threads', '2', ...seek, ...untrusted(path)],
    filters: [clock, pace, picture, 'tpad=stop=-1:stop_mode=clone', `trim=end_frame=${count}`].join(','),
  }
}

async function* cut(stream: ReadableStream<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let frame = new Uint8Array(size)
  let filled = 0
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + size - filled)
      frame.set(piece, filled)
      filled += piece.length
      at += piece.length
      if (filled < size) continue
      yield frame
      frame = new Uint8Array(size)
      filled = 0
    }
  }
}

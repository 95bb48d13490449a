import { channels, sampleRate } from './picture-format.ts'
import { untrusted } from './probe.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { openAt, type Stretch } from './stretch.ts'

/**
 * Decodes the sound of one stretch to raw 16-bit stereo at 48 kHz, exactly as long as its frames. Sound that starts late, ends
 * early or has holes is filled with silence, so it stays beside its picture. Speed keeps the pitch.
 */
export async function conformSound(
  stretch: Stretch,
  out: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const { seek, skip } = openAt(stretch)
  const samples = samplesOf(stretch.frames, stretch.fps)
  const filters = [
    `aresample=${sampleRate}:async=1000:first_pts=0`,
    stretch.source.audio?.channels === 1 ? 'pan=stereo|c0=c0|c1=c0' : 'aformat=channel_layouts=stereo',
    `atrim=start_sample=${Math.round(skip * sampleRate)},asetpts=N/SR/TB`,
    ...(stretch.speed === 1 ? [] : [`atempo=${stretch.speed}`]),
    `apad=whole_len=${samples},atrim=end_sample=${samples}`,
  ]
  await runFfmpeg(
    [
      ...[...seek, ...untrusted(stretch.path), '-map', '0:a:0', '-vn', '-sn', '-dn'],
      ...['-af', filters.join(','), '-ac', String(channels), '-c:a', 'pcm_s16le', '-f', 's16le', out],
    ],
    { makes: [out], signal },
  )
}

/** Samples beside so many frames; whole at every rate that is offered. */
export function samplesOf(frames: number, fps: number): number {
  return Math.round((frames * sampleRate) / fps)
}

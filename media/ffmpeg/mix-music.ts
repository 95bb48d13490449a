import { channels, sampleRate } from './picture-format.ts'
import { untrusted } from './probe.ts'
import { rawSound } from './raw-sound.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

/** What streaming platforms play at: louder is turned down, quieter stays quiet. */
const loudnessTarget = -14
/** A decibel and a half below full scale leaves room for what coding adds: true peaks stay under −1 dB. */
const ceiling = 0.84
const fadeOutSeconds = 0.8
/** What clips and the music under them are brought to before they meet, in LUFS; how far a clip may be raised, so that its noise is not. */
const levels = { clips: -16, music: -20, mostRaised: 18 }

/** Decodes music to raw sound as long as the longest output, starting over as often as it must. */
export async function decodeMusic(
  path: string,
  samples: number,
  out: string,
  signal?: AbortSignal,
): Promise<void> {
  const filters = `aresample=${sampleRate},aformat=channel_layouts=stereo,atrim=end_sample=${samples}`
  await runFfmpeg(
    [
      ...['-stream_loop', '-1', ...untrusted(path), '-map', '0:a:0', '-vn', '-sn', '-dn', '-af', filters],
      ...['-ac', String(channels), '-c:a', 'pcm_s16le', '-f', 's16le', out],
    ],
    { makes: [out], signal },
  )
}

/**
 * Lays music over an output of `samples`, fading out at the end. With `under` the clips' sound stays on top, however quietly it was
 * recorded, and the music steps back while they speak. Returns the filter that brings the result to its loudness when it is
 * encoded, and whether there is anything to hear.
 */
export async function mixMusic(
  { music, under, samples }: { music: string; under: string | null; samples: number },
  out: string,
  signal?: AbortSignal,
): Promise<{ loudness: string; audible: boolean }> {
  const end = `atrim=end_sample=${samples},afade=t=out:st=${Math.max(0, samples / sampleRate - fadeOutSeconds)}:d=${fadeOutSeconds}`
  const duck = 'sidechaincompress=threshold=0.015:ratio=4:attack=20:release=400'
  const raise = under ? await balance(music, under, samples, signal) : null
  const graph = raise
    ? `[1:a]volume=${raise.clips}dB,asplit[key][voice];[0:a]volume=${raise.music}dB[bed];[bed][key]${duck}[low];` +
      `[voice][low]amix=inputs=2:duration=longest:normalize=0,${end}`
    : `[0:a]${end}`
  const { log } = await runFfmpeg(
    [
      ...rawSound({ path: music, samples: 's16le' }),
      ...(under ? rawSound({ path: under, samples: 's16le' }) : []),
      ...['-filter_complex', `${graph},asplit[out][meter];[meter]ebur128=framelog=verbose[measured]`],
      ...['-map', '[out]', '-c:a', 'pcm_f32le', '-f', 'f32le', out],
      ...['-map', '[measured]', '-f', 'null', '-'],
    ],
    { makes: [out], signal },
  )
  const measured = loudnessIn(log)
  const audible = measured > silence
  const gain = audible ? Math.min(30, loudnessTarget - measured) : 0
  const limiter = `alimiter=limit=${ceiling}:level=disabled:attack=2:release=60`
  return { loudness: `volume=${gain.toFixed(2)}dB,${limiter}`, audible }
}

/** Decibels each is raised by, or lowered. */
async function balance(music: string, under: string, samples: number, signal?: AbortSignal) {
  const [loudMusic, loudClips] = await Promise.all(
    [music, under].map(async (path) => {
      const meter = `atrim=end_sample=${samples},ebur128=framelog=verbose`
      const input = rawSound({ path, samples: 's16le' })
      const { log } = await runFfmpeg([...input, '-af', meter, '-f', 'null', '-'], { signal })
      return loudnessIn(log)
    }),
  )
  const raise = (measured = Number.NaN, wanted: number, most: number) =>
    (measured > silence ? Math.min(most, wanted - measured) : 0).toFixed(2)
  return {
    music: raise(loudMusic, levels.music, 30),
    clips: raise(loudClips, levels.clips, levels.mostRaised),
  }
}

/** The meter's floor is −70: silence is left alone. */
const silence = -69

/** ffmpeg may set its graph up twice, and each meter reports; the last one heard the sound. */
function loudnessIn(log: string): number {
  return Number([...log.matchAll(/I:\s+(-?[\d.]+) LUFS/g)].at(-1)?.[1] ?? Number.NaN)
}

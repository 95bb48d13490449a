import { FfmpegError, runFfmpeg, toolOutput } from './run-ffmpeg.ts'

const needed = {
  encoders: ['libx264', 'aac', 'libvpx-vp9', 'libopus', 'pcm_s16le', 'pcm_f32le', 'rawvideo', 'mjpeg'],
  filters:
    'scale fps crop pad overlay split boxblur tpad trim setpts settb setparams setsar hflip eq hue yadif thumbnail zscale tonemap ' +
    'select xfade hstack fade signature aresample aformat atrim asetpts atempo apad afade amix asplit sidechaincompress alimiter ebur128 volumedetect pan',
}

/** ffmpeg is missing, too old, or built without something the studio needs. The message names it. */
export class FfmpegUnfit extends Error {
  override name = 'FfmpegUnfit'
}

/** Makes sure at start that ffmpeg can do all that will be asked of it, and says which version it is. Being listed is not believed: both picture encoders make a frame. */
export async function checkFfmpeg(): Promise<{ version: string }> {
  const [banner, encoders, filters] = await Promise.all(
    ['-version', '-encoders', '-filters'].map((question) =>
      toolOutput('ffmpeg', ['-hide_banner', question]).catch((error) => {
        throw new FfmpegUnfit(`ffmpeg cannot be run: ${error.message}`)
      }),
    ),
  )
  const missing = [
    ...needed.encoders.filter((name) => !names(encoders).has(name)),
    ...needed.filters.split(' ').filter((name) => !names(filters).has(name)),
  ]
  if (missing.length > 0) throw new FfmpegUnfit(`This ffmpeg lacks ${missing.join(', ')}.`)
  await Promise.all(['libx264', 'libvpx-vp9'].map(makeOneFrame))
  return { version: versionIn(banner) }
}

let known: Promise<string> | undefined

/** Which ffmpeg this is, asked once: another version may make other pieces. */
export function ffmpegVersion(): Promise<string> {
  known ??= toolOutput('ffmpeg', ['-version']).then(versionIn)
  return known
}

function versionIn(banner = ''): string {
  return /version (\S+)/.exec(banner)?.[1] ?? 'unknown'
}

/** Each line lists flags, then the name. */
function names(list = ''): Set<string | undefined> {
  return new Set(list.split('\n').map((line) => line.trim().split(/\s+/)[1]))
}

async function makeOneFrame(encoder: string): Promise<void> {
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64', '-frames:v', '1', '-pix_fmt', 'yuv420p']
  try {
    await runFfmpeg([...source, '-c:v', encoder, '-f', 'null', '-'], { queue: 'quick' })
  } catch (error) {
    if (error instanceof FfmpegError)
      throw new FfmpegUnfit(`${encoder} is listed but does not work: ${error.message}`)
    throw error
  }
}

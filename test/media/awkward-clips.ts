import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { clips } from './clips.ts'

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

/** Inputs that people really upload and that trip up careless tools. Each is made by one ffmpeg call. */
export const awkward = {
  tenFps: { ext: 'mp4', args: [...moving('320x180', 10, 1.5), ...tone(1.5), ...h264] },
  sixtyFps: { ext: 'mp4', args: [...moving('180x320', 60, 1.2), ...tone(1.2), ...h264] },
  variableRate: {
    ext: 'mp4',
    args: [
      ...moving('320x180', 30, 3),
      '-vf',
      "select='not(mod(n,3))+gt(mod(n,7),3)'",
      '-vsync',
      'vfr',
      ...h264,
    ],
  },
  silent: { ext: 'mp4', args: [...moving('320x180', 30, 1.5), ...h264] },
  mono44k: { ext: 'mov', args: [...moving('320x180', 25, 1.5), ...tone(1.5, 44_100, 1), ...h264] },
  hevc10bit: {
    ext: 'mp4',
    args: [...moving('320x180', 30, 1), '-c:v', 'libx265', '-pix_fmt', 'yuv420p10le', '-tag:v', 'hvc1'],
  },
  vp9: {
    ext: 'webm',
    args: [
      ...moving('320x180', 30, 1.5),
      ...tone(1.5),
      ...'-c:v libvpx-vp9 -cpu-used 8 -deadline realtime'.split(' '),
    ],
  },
  vp8: { ext: 'webm', args: [...moving('320x180', 30, 1.5), '-c:v', 'libvpx', '-b:v', '400k'] },
  oddSize: { ext: 'mp4', args: [...moving('321x179', 30, 1), '-pix_fmt', 'yuv444p', ...h264.slice(0, 4)] },
  oneFrame: { ext: 'mp4', args: ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30', '-frames:v', '1', ...h264] },
  /** Stored lying down, flagged to be shown upright, as phones do. */
  rotated: {
    ext: 'mp4',
    args: ['-i', clips.bottle, '-t', '2', '-c', 'copy', '-metadata:s:v', 'rotate=90'],
  },
  longerSound: { ext: 'mp4', args: [...moving('320x180', 30, 1), ...tone(2), ...h264] },
  shorterSound: { ext: 'mp4', args: [...moving('320x180', 30, 1), ...tone(0.5), ...h264] },
  /** Orange of 208, 128, 64 as a phone films it, with nothing but its transfer written down. */
  highDynamicRange: {
    ext: 'mp4',
    args: [
      ...plain('0xd08040', 0.6),
      '-vf',
      'scale=out_color_matrix=bt709,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,' +
        'zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt2020,zscale=t=arib-std-b67:m=bt2020nc:r=tv:npl=203,' +
        'setparams=color_primaries=unknown:colorspace=unknown',
      ...h264.slice(0, 4),
      ...['-pix_fmt', 'yuv420p10le', '-color_trc', 'arib-std-b67'],
    ],
  },
  /** Light grey, 224, counted from 0 to 255 and not from 16 to 235. */
  fullRange: {
    ext: 'mp4',
    args: [
      ...plain('0xe0e0e0', 0.6),
      '-vf',
      'scale=out_range=pc',
      ...h264.slice(0, 4),
      '-pix_fmt',
      'yuvj420p',
    ],
  },
  interlaced: {
    ext: 'mp4',
    args: [
      ...moving('480x480', 50, 0.6),
      ...['-vf', 'tinterlace=interleave_top,setfield=tff', ...h264, '-x264-params', 'tff=1'],
    ],
  },
  /** Stored half as wide as it is shown; the left quarter is white. */
  anamorphic: {
    ext: 'mp4',
    args: [
      ...['-f', 'lavfi', '-i', 'color=black:s=160x360:r=30:d=0.6,drawbox=0:0:40:360:white:fill,setsar=2'],
      ...h264,
    ],
  },
  /** A second of red and one of blue, trimmed to the blue as phones do: by a note to players, without leaving anything out. */
  trimmed: {
    ext: 'mp4',
    first: [
      ...['-f', 'lavfi', '-i', 'color=red:s=160x90:r=30:d=2,drawbox=0:0:160:90:blue:fill:enable=gte(t\\,1)'],
      ...[...tone(2), ...h264, '-g', '90'],
    ],
    args: ['-c', 'copy'],
    from: 1,
  },
  twoSounds: {
    ext: 'mp4',
    args: [
      ...[...moving('320x180', 30, 1), ...tone(1), ...tone(1, 48_000, 2, 1760)],
      ...['-map', '0', '-map', '1', '-map', '2', ...h264],
    ],
  },
  /** Its cover picture is all red. */
  coverPicture: {
    ext: 'mp4',
    args: [
      ...[...moving('320x180', 30, 0.6), ...plain('red', 0.03), '-map', '0', '-map', '1', ...h264],
      ...['-c:v:1', 'mjpeg', '-pix_fmt:v:1', 'yuvj420p', '-disposition:v:1', 'attached_pic'],
    ],
  },
  /** Only the middle speaker says something. */
  surround: {
    ext: 'mp4',
    args: [
      ...moving('320x180', 30, 1),
      ...['-f', 'lavfi', '-i', 'aevalsrc=0|0|0.3*sin(440*2*PI*t)|0|0|0:c=5.1:d=1', ...h264],
    ],
  },
} satisfies Record<string, Recipe>

interface Recipe {
  ext: string
  args: string[]
  /** Makes a file first that `args` are then applied to, from this second on. */
  first?: string[]
  from?: number
}

export type Awkward = keyof typeof awkward

/** Makes one of them in `folder` and says where it is. */
export async function makeAwkward(name: Awkward, folder: string): Promise<string> {
  const { ext, args, first, from }: Recipe = awkward[name]
  const path = join(folder, `${name}.${ext}`)
  if (!first) {
    await runFfmpeg(['-loglevel', 'error', ...args, path], { makes: [path] })
    return path
  }
  const whole = join(folder, `${name}-whole.${ext}`)
  await runFfmpeg(['-loglevel', 'error', ...first, whole], { makes: [whole] })
  await runFfmpeg(['-loglevel', 'error', '-ss', String(from), '-i', whole, ...args, path], { makes: [path] })
  await rm(whole)
  return path
}

function moving(size: string, rate: number, seconds: number): string[] {
  return ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`]
}

function plain(colour: string, seconds: number): string[] {
  return ['-f', 'lavfi', '-i', `color=${colour}:s=320x180:r=30:d=${seconds}`]
}

function tone(seconds: number, rate = 48_000, channels = 2, pitch = 440): string[] {
  const layout = channels === 1 ? 'mono' : 'stereo'
  return ['-f', 'lavfi', '-i', `sine=f=${pitch}:r=${rate}:d=${seconds},aformat=channel_layouts=${layout}`]
}

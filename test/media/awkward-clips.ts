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
} satisfies Record<string, { ext: string; args: string[] }>

export type Awkward = keyof typeof awkward

/** Makes one of them in `folder` and says where it is. */
export async function makeAwkward(name: Awkward, folder: string): Promise<string> {
  const { ext, args } = awkward[name]
  const path = join(folder, `${name}.${ext}`)
  await runFfmpeg(['-loglevel', 'error', ...args, path], { makes: [path] })
  return path
}

function moving(size: string, rate: number, seconds: number): string[] {
  return ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`]
}

function tone(seconds: number, rate = 48_000, channels = 2): string[] {
  return ['-f', 'lavfi', '-i', `sine=f=440:r=${rate}:d=${seconds}`, '-ac', String(channels)]
}

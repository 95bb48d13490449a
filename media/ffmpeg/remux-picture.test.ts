import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clips } from '#test/media/clips.ts'
import { assemble } from './assemble.ts'
import { conformPicture } from './conform-picture.ts'
import type { PictureFormat } from './picture-format.ts'
import { probe } from './probe.ts'
import { canBeCut, findConforming, remuxPicture } from './remux-picture.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { verify } from './verify.ts'

const folder = await mkdtemp(join(tmpdir(), 'remux-'))
afterAll(() => rm(folder, { recursive: true }))

const fps = 30
const format: PictureFormat = { width: 240, height: 426, fps, fit: 'crop', container: 'mp4', quality: 'low' }
const own = join(folder, 'own.mp4')
const scratch = join(folder, 'scratch.mp4')
const describe = async (path: string) =>
  findConforming({ path, probe: await probe(path) }, format, { scratch })

/** An output of ours: five seconds in one piece and two in another, as people mix them again. */
beforeAll(async () => {
  const source = await probe(clips.car)
  const piece = async (from: number, frames: number) => {
    const out = join(folder, `piece-${from}.mp4`)
    await conformPicture({ path: clips.car, source, from, frames, fps, speed: 1 }, format, out)
    return out
  }
  await assemble([await piece(0, 150), await piece(300, 60)], null, format, own)
}, 30_000)

/** A digest of every coded frame, in the order they are stored. */
async function coded(path: string): Promise<string[]> {
  const { stdout } = await runFfmpeg(['-i', path, '-map', '0:v', '-c', 'copy', '-f', 'framehash', '-'])
  const lines = new TextDecoder().decode(stdout).split('\n')
  return lines.filter((line) => line.startsWith('0,')).map((line) => line.split(',').at(-1)?.trim() ?? '')
}

test('what is as we would make it is copied to the bit, whole or from one key frame to another', async () => {
  const source = await describe(own)
  expect(source?.frames).toBe(210)
  expect([...(source?.cuts ?? [])]).toEqual([0, 60, 120, 150])
  const stretch = { path: own, source: await probe(own), fps, speed: 1 }
  const all = await coded(own)
  for (const [from, frames] of [
    [0, 210],
    [60, 60],
    [120, 30],
    [150, 60],
    [60, 150],
  ] as const) {
    expect(source && canBeCut(source, from, frames)).toBe(true)
    const out = join(folder, `copy-${from}-${frames}.mp4`)
    await remuxPicture({ ...stretch, from, frames }, out)
    expect(await coded(out)).toEqual(all.slice(from, from + frames))
  }
  for (const [from, frames] of [
    [0, 59],
    [30, 30],
    [61, 59],
  ] as const)
    expect(source && canBeCut(source, from, frames)).toBe(false)
}, 30_000)

test('copied and encoded pieces join, every frame in its place', async () => {
  const source = await probe(own)
  const stretch = { path: own, source, fps, speed: 1, from: 60, frames: 90 }
  const [copied, encoded, out] = ['copied', 'encoded', 'both'].map((name) => join(folder, `${name}.mp4`)) as [
    string,
    string,
    string,
  ]
  await remuxPicture(stretch, copied)
  await conformPicture({ ...stretch, from: 15, frames: 45 }, format, encoded)
  await assemble([encoded, copied, encoded], null, format, out)
  await verify(out, { format, frames: 180, sound: 'none' })
}, 30_000)

test('what only looks alike is encoded: other settings, another rate, a start that is late', async () => {
  const make = async (name: string, args: string[]) => {
    const out = join(folder, `${name}.mp4`)
    await runFfmpeg(['-i', own, ...args, '-an', out], { makes: [out] })
    return describe(out)
  }
  const x264 = ['-c:v', 'libx264', '-profile:v', 'high']
  expect(await make('other', [...x264, '-preset', 'ultrafast', '-crf', '27'])).toBeNull()
  expect(await make('rate', [...x264, '-r', '25'])).toBeNull()
  expect(await make('late', ['-c', 'copy', '-bsf:v', 'setts=pts=PTS+7000:dts=DTS+7000'])).toBeNull()
}, 30_000)

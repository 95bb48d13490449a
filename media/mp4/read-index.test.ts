import { afterAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeAwkward } from '#test/media/awkward-clips.ts'
import { clips } from '#test/media/clips.ts'
import { runFfmpeg, runFfprobeText } from '../ffmpeg/run-ffmpeg.ts'
import { readIndex } from './read-index.ts'

const folder = await mkdtemp(join(tmpdir(), 'index-'))
afterAll(() => rm(folder, { recursive: true }))

/** The same facts as ffprobe has them. */
async function probed(path: string) {
  const entries = 'packet=codec_type,pts_time,duration_time,flags'
  const text = await runFfprobeText(['-of', 'csv=p=0', '-show_entries', entries, path])
  const packets = text
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const [pictures, sounds] = ['video', 'audio'].map((kind) => packets.filter(([type]) => type === kind))
  return {
    frames: (pictures ?? []).map(([, at]) => Number(at)),
    keyFrames: (pictures ?? []).filter(([, , , flags]) => flags?.startsWith('K')).length,
    soundEnd: Math.max(0, ...(sounds ?? []).map(([, at, lasts]) => Number(at) + Number(lasts))),
  }
}

async function late(): Promise<string> {
  const out = join(folder, 'late.mp4')
  const encode = ['-c:v', 'libx264', '-preset', 'veryfast', '-c:a', 'aac', '-movie_timescale', '90000']
  const sound = ['-itsoffset', '0.3', '-f', 'lavfi', '-i', 'sine=r=48000:d=1.5']
  await runFfmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=30:d=2', ...sound, ...encode, out])
  return out
}

test('an index says what ffprobe says: reordered pictures, skipped beginnings, sound that starts late, no sound', async () => {
  const paths = [clips.car, clips.bottle, await makeAwkward('mono44k', folder), await late()]
  for (const path of paths) {
    const [index, found] = [await readIndex(path), await probed(path)]
    expect(index.frames).toHaveLength(found.frames.length)
    for (const [n, at] of found.frames.entries()) expect(index.frames[n]).toBeCloseTo(at, 4)
    expect(index.keyFrames).toBe(found.keyFrames)
    expect(index.audio).toBe(found.soundEnd > 0)
    // ffprobe counts the last coded packet whole, where the edit may end within it.
    expect(found.soundEnd - index.soundEnd).toBeWithin(-0.001, 0.0214)
  }
  expect((await readIndex(clips.car)).video).toEqual({ width: 768, height: 432 })
}, 30_000)

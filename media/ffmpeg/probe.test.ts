import { afterAll, expect, test } from 'bun:test'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Awkward, makeAwkward } from '#test/media/awkward-clips.ts'
import { clips } from '#test/media/clips.ts'
import { NotMedia } from './not-media.ts'
import { posterFrame } from './poster-frame.ts'
import { type Probe, probe } from './probe.ts'

const folder = await mkdtemp(join(tmpdir(), 'probe-'))
afterAll(() => rm(folder, { recursive: true }))

test('a clip with sound is described as it will be seen and heard', async () => {
  const car = await probe(clips.car)
  expect(car).toMatchObject({ kind: 'video', width: 768, height: 432, seconds: 30.16, hasAudio: true })
  expect(car.video).toMatchObject({ codec: 'h264', fps: 12.5, constantRate: true, rotation: 0 })
  expect(car.audio).toEqual({ codec: 'aac', sampleRate: 48_000, channels: 2 })
})

const awkward: [Awkward, Partial<Probe>, Partial<Probe['video']>?][] = [
  ['variableRate', { hasAudio: false }, { constantRate: false }],
  ['rotated', { width: 360, height: 640 }, { rotation: 270 }],
  ['oneFrame', { kind: 'video', width: 320, height: 180 }],
  ['vp8', { width: 320, height: 180, hasAudio: false }, { codec: 'vp8', constantRate: true }],
  ['hevc10bit', {}, { codec: 'hevc', pixelFormat: 'yuv420p10le' }],
  ['mono44k', { hasAudio: true }, { fps: 25 }],
  ['longerSound', { seconds: 1 }],
]
for (const [name, facts, video] of awkward)
  test(`an awkward clip is seen for what it is: ${name}`, async () => {
    const found = await probe(await makeAwkward(name, folder))
    expect(found).toMatchObject(facts)
    if (video) expect(found.video).toMatchObject(video)
    expect(found.seconds).toBeGreaterThan(0)
  })

test('joining by copy is only for equal streams, and the signature tells them apart', async () => {
  const [one, other] = [await makeAwkward('tenFps', folder), await makeAwkward('sixtyFps', folder)]
  expect((await probe(one)).signature).toBe((await probe(one)).signature)
  expect((await probe(one)).signature).not.toBe((await probe(other)).signature)
})

test('what is not whole media is refused with the reason', async () => {
  const car = await Bun.file(clips.car).bytes()
  const cut = { early: car.slice(0, 100_000), late: car.slice(0, 2_600_000) }
  const files: [string, Uint8Array | string, NotMedia['reason']][] = [
    ['words.mp4', 'just some words', 'not_media'],
    ['playlist.mp4', '#EXTM3U\n#EXTINF:10,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n', 'not_media'],
    ['noise.mp4', new Uint8Array(50_000).map((_, n) => (n * 7919) % 251), 'not_media'],
    ['early.mp4', cut.early, 'truncated'],
    ['late.mp4', cut.late, 'truncated'],
    ['nothing.mp4', '', 'empty'],
  ]
  for (const [name, content, reason] of files) {
    await writeFile(join(folder, name), content)
    const refusal = await probe(join(folder, name)).catch((error) => error)
    expect(refusal).toBeInstanceOf(NotMedia)
    expect([name, refusal.reason]).toEqual([name, reason])
  }
})

test('a poster is upright, and asking past the end still gives one', async () => {
  const poster = join(folder, 'poster.jpg')
  await posterFrame(await makeAwkward('rotated', folder), poster, { atSeconds: 99, longSide: 320 })
  expect(await probe(poster)).toMatchObject({ kind: 'image', width: 180, height: 320, seconds: null })
})

test('a poster of what has no picture leaves no file', async () => {
  await writeFile(join(folder, 'words.mp4'), 'just some words')
  await expect(posterFrame(join(folder, 'words.mp4'), join(folder, 'none.jpg'))).rejects.toThrow(
    'ffmpeg ended',
  )
  expect(await readdir(folder)).not.toContain('none.jpg')
})

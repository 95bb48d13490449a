import { expect, test } from 'bun:test'
import { type Asset, InvalidInput } from '../define-app.ts'
import { type MixRequest, mixInput } from './input.ts'
import { outputName } from './output-names.ts'
import { planMix } from './plan-mix.ts'

const clip: Asset = {
  id: 'a',
  name: 'a.mp4',
  kind: 'video',
  type: 'video/mp4',
  bytes: 1000,
  sha256: 'a',
  width: 720,
  height: 1280,
  seconds: 5,
  hasAudio: true,
}

function refusal(request: Partial<MixRequest>, changed: Partial<Asset> = {}): Record<string, unknown> | null {
  const clips = ['a', 'b', 'c'].map((assetId) => ({ assetId }))
  const input = mixInput.parse({ clips, outputs: 1, ...request })
  const assets = new Map(
    ['a', 'b', 'c'].map((id) => [id, { ...clip, id, sha256: id, ...(id === 'b' && changed) }]),
  )
  try {
    planMix(input, assets)
  } catch (error) {
    if (error instanceof InvalidInput) return { path: error.path.join('.'), ...error.details }
    throw error
  }
  return null
}

test('a mix that can be made is planned as so many videos', () => {
  expect(refusal({ outputs: 6 })).toBeNull()
})

test('more videos than exist are refused with how many do', () => {
  expect(refusal({ outputs: 7 })).toEqual({ path: 'outputs', available: 6 })
})

test('every clip that cannot be used is refused at its place', () => {
  expect(refusal({}, { kind: 'image' })).toMatchObject({ path: 'clips.1.assetId' })
  expect(refusal({}, { seconds: 0 })).toMatchObject({ path: 'clips.1.assetId' })
  expect(refusal({}, { seconds: 4 * 3600 + 1 })).toMatchObject({ path: 'clips.1.assetId', limit: 14_400 })
  expect(refusal({}, { bytes: 4 * 1024 ** 3 + 1 })).toMatchObject({ path: 'clips.1.assetId' })
  expect(refusal({ clips: [{ assetId: 'a' }, { assetId: 'gone' }] })).toMatchObject({
    path: 'clips.1.assetId',
  })
  expect(refusal({ clips: [{ assetId: 'a' }, { assetId: 'a' }] })).toMatchObject({ path: 'clips.1.assetId' })
})

test('settings that contradict the clips are refused by name', () => {
  expect(refusal({ mix: { start: { assetId: 'z' } } })).toEqual({ path: 'mix.start.assetId' })
  expect(refusal({ mix: { groups: 'any' } })).toEqual({ path: 'clips.0.group' })
  expect(refusal({ length: { kind: 'fixed', seconds: 20 } })).toEqual({
    path: 'length.seconds',
    availableSeconds: 15,
  })
  expect(refusal({ clips: [{ assetId: 'a' }, { assetId: 'c' }], endCards: ['b', 'b'] })).toEqual({
    path: 'endCards.1',
  })
  expect(
    refusal({ clips: [{ assetId: 'a' }, { assetId: 'c' }], endCards: ['b'] }, { kind: 'audio' }),
  ).toMatchObject({ path: 'endCards.0', kind: 'audio' })
  expect(refusal({ sound: { kind: 'music', assetId: 'b' } }, { hasAudio: false })).toEqual({
    path: 'sound.assetId',
  })
})

test('what is not known or out of bounds is refused by its field', () => {
  const clips = [{ assetId: 'a' }, { assetId: 'b' }]
  const paths = (request: object) =>
    mixInput.safeParse({ clips, outputs: 1, ...request }).error?.issues.map(({ path }) => path.join('.'))
  expect(paths({ texts: ['Diskon!', ' '] })).toEqual(['texts.1'])
  expect(paths({ texts: ['x'.repeat(121)] })).toEqual(['texts.0'])
  expect(paths({ endCards: [''] })).toEqual(['endCards.0'])
  expect(paths({ mix: { transition: { kind: 'spin' } } })).toEqual(['mix.transition.kind'])
  expect(paths({ mix: { transition: { kind: 'fade', seconds: 2 } } })).toEqual(['mix.transition.seconds'])
  expect(paths({ outputs: 101 })).toEqual(['outputs'])
  expect(paths({ outputs: 0 })).toEqual(['outputs'])
  expect(paths({ clips: [{ assetId: 'a' }] })).toEqual(['clips'])
  expect(paths({ format: { codec: 'av1' } })).toEqual(['format'])
})

test('files are named as asked, sort by number, and stay inside their folder', () => {
  const named = (given: { name?: string; project?: string }, outputs = 12) =>
    outputName({ ...given, outputs, format: { container: 'mp4' } }, 0)
  expect(named({ name: 'Promo' })).toBe('Promo_01.mp4')
  expect(named({ name: '{n} Lebaran 🎉' }, 5)).toBe('1 Lebaran 🎉.mp4')
  expect(named({ name: '../../etc/"x"\n' })).not.toMatch(/[/\\"\n]|^\./)
})

test('files carry the name of the project they were made in, unless they are named otherwise', () => {
  const named = (given: { name?: string; project?: string }) =>
    outputName({ ...given, outputs: 3, format: { container: 'webm' } }, 1)
  expect(named({})).toBe('video_2.webm')
  expect(named({ project: 'Promo Lebaran' })).toBe('Promo Lebaran_2.webm')
  expect(named({ project: 'Promo', name: '{n} {project} final' })).toBe('2 Promo final.webm')
  expect(named({ project: 'Promo', name: 'Toko' })).toBe('Toko_2.webm')
  expect(named({ project: 'a/b {n} $&' })).toBe('a b {n} $&_2.webm')
  expect(named({ name: '{project}' })).toBe('video_2.webm')
})

import { expect, test } from 'bun:test'
import type { StudioAsset } from '../define-editor.ts'
import {
  addCards,
  addFiles,
  againMix,
  checkMix,
  filesOf,
  forgetFiles,
  readTexts,
  restoreMix,
  startMix,
  variantsOf,
} from './edit-mix.ts'
import { mixInput } from './input.ts'

const file = (id: string, kind: StudioAsset['kind'] = 'video'): StudioAsset => ({
  id,
  sha256: id,
  name: `${id}.mp4`,
  kind,
  type: `${kind}/x`,
  bytes: 1,
  width: 360,
  height: 640,
  seconds: 4,
  hasAudio: true,
  url: '',
  thumbnailUrl: null,
})
const library = (...files: StudioAsset[]) => new Map(files.map((one) => [one.id, one]))
const [a, b, c, song] = [file('a'), file('b'), file('c'), file('song', 'audio')]

test('an empty mix says how many clips it still wants', () => {
  expect(checkMix(startMix(), new Map())).toMatchObject({
    path: ['clips'],
    missing: { en: 'Add 2 more clips to start.' },
  })
})

test('three clips shuffled make six videos, and asking for seven says so before anything is sent', () => {
  const mix = addFiles(startMix(), [a, b, c])
  const assets = library(a, b, c)
  expect(variantsOf(mix, assets)).toEqual({ count: 6, exact: true })
  expect(checkMix({ ...mix, outputs: 6 }, assets)).toMatchObject({ use: { outputs: 6 } })
  expect(checkMix({ ...mix, outputs: 7 }, assets)).toMatchObject({ path: ['outputs'] })
})

test('what the page sends is what the server takes', () => {
  const mix = addFiles(startMix(), [a, b, song])
  expect(mixInput.parse(JSON.parse(JSON.stringify(mix)))).toEqual(mix)
})

test('a sound file becomes the music, and its deletion brings the clips back to their own sound', () => {
  const mix = addFiles(startMix(), [a, b, song])
  expect(filesOf(mix)).toEqual(['a', 'b', 'song'])
  expect(forgetFiles(mix, new Set(['song'])).sound).toEqual({ kind: 'keep' })
})

test('clips stand in the order they were chosen in, whichever arrived first, and never twice', () => {
  const mix = addFiles(addFiles(startMix(), [b, c]), [a], 'b')
  expect(filesOf(mix)).toEqual(['a', 'b', 'c'])
  expect(filesOf(addFiles(mix, [a, c]))).toEqual(['a', 'b', 'c'])
})

test('pictures become end cards, words are read line by line, and both reach the server', () => {
  const logo = file('logo', 'image')
  const mix = { ...addFiles(startMix(), [a, b, logo, logo]), texts: readTexts('Diskon! \n\n  Hemat\n') }
  expect(mix.endCards).toEqual(['logo'])
  expect(mix.texts).toEqual(['Diskon!', 'Hemat'])
  expect(readTexts('x'.repeat(200))[0]).toHaveLength(120)
  expect(mixInput.parse(JSON.parse(JSON.stringify(mix)))).toEqual(mix)
  expect(filesOf(mix)).toEqual(['a', 'b', 'logo'])
  expect(variantsOf(mix, library(a, b, logo))).toEqual({ count: 4, exact: true })
  expect(variantsOf(mix, library(a, b))).toBeNull()
  expect(addCards(mix, [c]).endCards).toEqual(['logo', 'c'])
  expect(forgetFiles(mix, new Set(['logo'])).endCards).toEqual([])
})

test('a transition that is too long is said with how long it may be', () => {
  const mix = addFiles(startMix(), [a, { ...b, seconds: 2.5 }])
  const long = { ...mix, mix: { ...mix.mix, transition: { kind: 'fade' as const, seconds: 1.5 } } }
  expect(checkMix(long, library(a, { ...b, seconds: 2.5 }))).toMatchObject({
    path: ['mix', 'transition', 'seconds'],
    missing: { en: 'A clip is too short. A transition may last 1.2 seconds at most.' },
  })
})

test('what the rules refuse is said in the person’s words', () => {
  const mix = addFiles(startMix(), [a, b])
  const assets = library(a, b, song)
  const long = { ...mix, length: { kind: 'fixed' as const, seconds: 30, share: 'equal' as const } }
  expect(checkMix(long, assets)).toMatchObject({
    missing: { en: 'Your clips are enough for 8 seconds a video.' },
  })
  const lonely = {
    ...mix,
    clips: mix.clips.map((clip) => ({ ...clip, group: 'A' })),
    mix: { ...mix.mix, groups: 'any' as const },
  }
  expect(checkMix(lonely, assets)).toMatchObject({ path: ['mix', 'groups'] })
})

test('a deleted clip takes its pinned start along', () => {
  const mix = addFiles(startMix(), [a, b, c])
  const pinned = { ...mix, mix: { ...mix.mix, start: { assetId: 'a' } } }
  const left = forgetFiles(pinned, new Set(['a']))
  expect(left.mix.start).toBe('any')
  expect(filesOf(left)).toEqual(['b', 'c'])
})

test('a draft comes back whole, and one bad part costs only itself', () => {
  const mix = { ...addFiles(startMix(7), [a, b]), outputs: 12 }
  expect(restoreMix(JSON.parse(JSON.stringify(mix)))).toEqual(mix)
  const spoilt = restoreMix({
    ...mix,
    format: { aspect: '3:2' },
    clips: [{ assetId: 'a' }, { nonsense: true }],
  })
  expect(spoilt?.outputs).toBe(12)
  expect(spoilt?.format.aspect).toBe('9:16')
  expect(spoilt?.clips).toEqual([{ assetId: 'a' }])
  expect(restoreMix('nonsense')).toBeNull()
})

test('pressing again asks for other videos', () => {
  const mix = startMix(1_000_000)
  expect(againMix(mix).seed).not.toBe(mix.seed)
})

import { expect, test } from 'bun:test'
import { type Asset, InvalidInput } from '../define-app.ts'
import { chapterText } from './chapter-text.ts'
import { complaintOf } from './complaints.ts'
import { loopInput } from './input.ts'
import { planRun } from './plan-run.ts'

const asset = (id: string, more: Partial<Asset>): [string, Asset] => [
  id,
  {
    ...{ id, name: id, kind: 'video', type: 'video/mp4', bytes: 1, sha256: id },
    ...{ width: 640, height: 360, seconds: 10, hasAudio: true },
    ...more,
  },
]
const assets = new Map([
  asset('clip', {}),
  asset('gif', { kind: 'image', type: 'image/gif', seconds: null, hasAudio: false }),
  asset('blink', { seconds: 0.3 }),
  asset('hours', { seconds: 7200 }),
  asset('mute', { hasAudio: false }),
  asset('song', { kind: 'audio', width: null, height: null, seconds: 200 }),
  asset('night', { kind: 'audio', width: null, height: null, seconds: 11_000 }),
])

const plan = (body: object) => planRun(loopInput.parse({ clip: 'clip', seconds: 60, ...body }), assets)
const layer = (assetId: string) => ({ sound: { layers: [{ assetId }] } })

test.each([
  ['a picture as clip, moving or not', { clip: 'gif' }, ['clip'], 'tidak berisi video'],
  ['less than half a second', { clip: 'blink' }, ['clip'], 'setengah detik'],
  ['a trim outside the clip', { trim: { from: 4, to: 11 } }, ['trim', 'to'], 'di luar klip'],
  ['a trim of a moment', { trim: { from: 4, to: 4.4 } }, ['trim'], 'setengah detik'],
  [
    'points outside the trim',
    { trim: { from: 2, to: 8 }, loopPoint: { from: 1, to: 5 } },
    ['loopPoint', 'from'],
    'di luar',
  ],
  ['more than a minute to loop', { clip: 'hours' }, ['trim'], '60 detik'],
  [
    'a blend longer than half the clip',
    { trim: { from: 0, to: 3 }, blendSeconds: 1.6 },
    ['blendSeconds'],
    'setengah klip',
  ],
  ['a layer that is a picture', layer('gif'), ['sound', 'layers', 0, 'assetId'], 'tidak berisi suara'],
  ['a layer without sound', layer('mute'), ['sound', 'layers', 0, 'assetId'], 'tidak berisi suara'],
  ['a layer of more than three hours', layer('night'), ['sound', 'layers', 0, 'assetId'], 'tiga jam'],
  [
    'a chapter after the end',
    {
      chapters: [
        { at: 0, name: 'a' },
        { at: 60, name: 'b' },
      ],
    },
    ['chapters', 1, 'at'],
    'Bab',
  ],
  [
    'chapters out of order',
    {
      chapters: [
        { at: 9, name: 'a' },
        { at: 5, name: 'b' },
      ],
    },
    ['chapters', 1, 'at'],
    'Bab',
  ],
] as const)('%s is refused at its field, and the page says why', (_, body, path, said) => {
  let refusal: unknown
  try {
    plan(body)
  } catch (error) {
    refusal = error
  }
  if (!(refusal instanceof InvalidInput)) throw new Error('it was not refused')
  expect([...refusal.path]).toEqual([...path])
  expect(complaintOf(refusal).id).toContain(said)
})

test('a layer may be a video with sound; what is kept in storage is told before the run, and twelve hours take little', () => {
  expect(plan(layer('clip'))).toMatchObject({ outputs: 1, seconds: 60 })
  const hours = plan({ seconds: 43_200, sound: { original: 'mute' } }).storedBytes ?? 0
  expect(hours).toBe(plan({ seconds: 60, sound: { original: 'mute' } }).storedBytes ?? 1)
  expect(plan({ seconds: 43_200, ...layer('song') }).storedBytes).toBeGreaterThan(20 * hours)
})

test('chapters for a description begin at zero, or platforms take none of them', () => {
  const later = [
    { at: 600, name: 'Deras' },
    { at: 5400.7, name: 'Reda' },
  ]
  expect(chapterText([{ at: 0, name: 'Awal' }, ...later])).toBe('0:00:00 Awal\n0:10:00 Deras\n1:30:00 Reda\n')
  expect(chapterText(later, 'Hujan')).toBe('0:00:00 Hujan\n0:10:00 Deras\n1:30:00 Reda\n')
})

import { expect, test } from 'bun:test'
import { checkFile, kindOf } from './check-file.ts'

const accepts = { kinds: ['video', 'audio'] as const, maxBytes: 4_000, maxSeconds: 60 }
const clip = { name: 'a.mp4', type: 'video/mp4', bytes: 1_000, seconds: 7 }

test('a clip that fits may be sent', () => {
  expect(checkFile(clip, accepts, 10_000)).toBeNull()
})

test('a phone that says nothing about the type is believed by the ending', () => {
  expect(kindOf({ name: 'IMG_1.MOV', type: '' })).toBe('video')
  expect(checkFile({ ...clip, name: 'IMG_1.MOV', type: '' }, accepts, 10_000)).toBeNull()
})

test('pictures and documents are turned away before they are sent', () => {
  expect(checkFile({ ...clip, name: 'a.jpg', type: 'image/jpeg' }, accepts, 10_000)).toBe('kind')
  expect(checkFile({ ...clip, name: 'a.pdf', type: 'application/pdf' }, accepts, 10_000)).toBe('kind')
})

test('a file of no known type at all is left to the server, which looks inside', () => {
  expect(checkFile({ ...clip, name: 'clip', type: '' }, accepts, 10_000)).toBeNull()
})

test('too big, too long, nothing inside, no room: each says which', () => {
  expect(checkFile({ ...clip, bytes: 4_001 }, accepts, 10_000)).toBe('too_big')
  expect(checkFile({ ...clip, seconds: 60.5 }, accepts, 10_000)).toBe('too_long')
  expect(checkFile({ ...clip, bytes: 0 }, accepts, 10_000)).toBe('empty')
  expect(checkFile(clip, accepts, 999)).toBe('storage_full')
})

test('a clip this device cannot play has no known length and is not refused for it', () => {
  expect(checkFile({ ...clip, seconds: null }, accepts, 10_000)).toBeNull()
})

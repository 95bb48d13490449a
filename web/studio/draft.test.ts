import { expect, test } from 'bun:test'
import { type DraftStore, keepDraft, loadDraft } from './draft.ts'

const place = { accountId: 'sari', app: 'video-mixer' }
const numbers = (saved: unknown) =>
  typeof saved === 'object' && saved !== null && 'n' in saved ? (saved as { n: number }) : null

function memory(): DraftStore {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  }
}

test('a draft comes back as it was left', () => {
  const store = memory()
  keepDraft(store, place, { n: 3 })
  expect(loadDraft(store, place, numbers)).toEqual({ n: 3 })
})

test('another person on the same device starts with nothing', () => {
  const store = memory()
  keepDraft(store, place, { n: 3 })
  expect(loadDraft(store, { ...place, accountId: 'budi' }, numbers)).toBeNull()
})

test('what cannot be read or no longer fits is no draft', () => {
  const store = memory()
  store.setItem('lumiku.draft.sari.video-mixer', '{"n":')
  expect(loadDraft(store, place, numbers)).toBeNull()
  keepDraft(store, place, ['something', 'else'])
  expect(loadDraft(store, place, numbers)).toBeNull()
})

test('a device that refuses to store loses nothing but the memory', () => {
  const full: DraftStore = {
    getItem: () => null,
    setItem() {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  expect(() => keepDraft(full, place, { n: 3 })).not.toThrow()
  expect(loadDraft(null, place, numbers)).toBeNull()
})

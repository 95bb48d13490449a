import { expect, test } from 'bun:test'
import { ApiProblem } from '../../api.ts'
import type { Project } from '../../api-types.ts'
import { type KeptChanges, ProjectSaver } from './project-saver.ts'

type Document = Record<string, unknown>

/** The server as far as a saver knows it, and the device. */
function shelf(document: Document = { n: 1 }) {
  let stored = project(document, 1)
  const shelf = {
    kept: null as KeptChanges | null,
    offline: false,
    saves: 0,
    get stored() {
      return stored
    },
    /** Somebody else saves. */
    elsewhere(changes: { name?: string; document?: Document }) {
      stored = { ...stored, ...changes, version: stored.version + 1 }
    },
    open: () =>
      new ProjectSaver(stored, shelf.kept, {
        async save({ version, ...changes }) {
          shelf.saves++
          if (shelf.offline) throw new ApiProblem(0, 'offline', 'No signal')
          if (version !== stored.version)
            throw new ApiProblem(409, 'stale_version', 'Stale', { version: stored.version })
          stored = { ...stored, ...(changes as Partial<Project>), version: version + 1 }
          return stored
        },
        read: async () => stored,
        keep: (changes) => {
          shelf.kept = changes
        },
        forget: () => {
          shelf.kept = null
        },
        saved() {},
      }),
  }
  return shelf
}

const project = (document: Document, version: number): Project => ({
  id: 'p',
  app: 'video-mixer',
  name: 'Promo',
  document,
  version,
  updatedAt: '2026-11-21T03:00:00.000Z',
})

test('changes made while one save is on its way are saved by the next, one at a time', async () => {
  const server = shelf()
  const saver = server.open()
  saver.change({ n: 2 })
  const first = saver.flush()
  saver.change({ n: 3 })
  expect(saver.flush()).toBe(first)
  await first
  expect(server.stored).toMatchObject({ document: { n: 2 }, version: 2 })
  expect(saver.view.state).toBe('saving')
  await saver.flush()
  expect(server.stored).toMatchObject({ document: { n: 3 }, version: 3 })
  expect([saver.view.state, server.kept, server.saves]).toEqual(['saved', null, 2])
})

test('without a signal changes stay on the device, and the next visit sends them', async () => {
  const server = shelf()
  server.offline = true
  const saver = server.open()
  saver.change({ n: 2 })
  await saver.flush()
  expect(saver.view.state).toBe('unsaved')
  expect(server.kept).toEqual({ version: 1, document: { n: 2 } })
  saver.letGo()
  server.kept = { version: 1, document: { n: 2 } }

  server.offline = false
  const later = server.open()
  expect(later.document).toEqual({ n: 2 })
  await later.flush()
  expect(server.stored).toMatchObject({ document: { n: 2 }, version: 2 })
  expect(server.kept).toBeNull()
})

test('what was saved elsewhere is shown, as long as nothing here stands against it', async () => {
  const server = shelf()
  const saver = server.open()
  server.elsewhere({ document: { n: 5 } })
  expect(saver.see(server.stored)).toEqual({ n: 5 })
  expect(saver.view.state).toBe('saved')
  saver.shows({ n: 5 })
  saver.change({ n: 6 })
  await saver.flush()
  expect(server.stored).toMatchObject({ document: { n: 6 }, version: 3 })
})

test('nobody is written over: the person chooses theirs, or keeps on with a copy', async () => {
  const server = shelf()
  const saver = server.open()
  saver.change({ n: 2 })
  server.elsewhere({ document: { n: 9 } })
  await saver.flush()
  expect(saver.view).toMatchObject({ state: 'stale', theirs: { document: { n: 9 } } })
  saver.change({ n: 3 })
  await saver.flush()
  expect(server.stored.document).toEqual({ n: 9 })
  expect(server.kept).toEqual({ version: 1, document: { n: 3 } })

  // The page is opened again before anything was chosen: it is still to be chosen.
  const again = server.open()
  expect([again.view.state, again.document]).toEqual(['stale', { n: 3 }])
  server.elsewhere({ name: 'Lain' })
  again.see(server.stored)
  expect(again.view).toMatchObject({ state: 'stale', theirs: { name: 'Lain' } })

  expect(again.takeTheirs()).toMatchObject({ document: { n: 9 }, version: 3 })
  expect([again.view.state, again.dirty, server.kept]).toEqual(['saved', false, null])
})

test('a new name elsewhere does not stand in the way of the document, nor the same document in its own', async () => {
  const server = shelf({ a: 1, b: 2 })
  const saver = server.open()
  server.elsewhere({ name: 'Lain' })
  saver.change({ b: 3, a: 1 })
  await saver.flush()
  expect(saver.view.state).toBe('saving')
  await saver.flush()
  expect(server.stored).toMatchObject({ name: 'Lain', document: { a: 1, b: 3 }, version: 3 })

  server.elsewhere({ document: { b: 4, a: 1 } })
  saver.change({ a: 1, b: 4 })
  await saver.flush()
  expect([saver.view.state, saver.dirty]).toEqual(['saved', false])
})

test('a rename is shown at once and saved with what else there is', async () => {
  const server = shelf()
  const saver = server.open()
  saver.change({ n: 2 })
  const saving = saver.rename('Promo Lebaran')
  expect(saver.view.name).toBe('Promo Lebaran')
  await saving
  expect(server.stored).toMatchObject({ name: 'Promo Lebaran', document: { n: 2 }, version: 2 })
})

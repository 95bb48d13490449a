import { afterAll } from 'bun:test'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDisk } from './disk.ts'
import { storageConformance } from './storage.conformance.ts'

const folder = await mkdtemp(join(tmpdir(), 'lumiku-disk-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

storageConformance('disk', async () => ({
  storage: openDisk(folder),
  keys: () => readdir(folder, { recursive: true }),
}))

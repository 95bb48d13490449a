import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DrawingPool } from './drawing-pool.ts'
import { carouselInput } from './input.ts'

const input = carouselInput.parse({
  positions: [{ images: ['a'], texts: ['Halo'] }, { images: ['a'] }],
  sets: 1,
  format: { aspect: '1:1' },
})
const photo = join(import.meta.dir, '../../test/media/rocket.jpg')

test('where a drawing process dies, only what it was asked for fails, and another takes its place', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drawing-'))
  const pool = new DrawingPool({ input, logo: null, fonts: {}, shelf: 1 }, 1, new AbortController().signal)
  try {
    const ask = () =>
      pool.ask('ground', { at: 0, field: 'positions.0.images.0', photo, to: join(folder, 'ground') })
    await ask()
    const [first] = pool.processes
    const lost = ask()
    const next = ask()
    process.kill(first as number, 'SIGKILL')
    await expect(lost).rejects.toThrow('stopped unexpectedly')
    expect((await next).blank).toBe(false)
    expect(pool.processes).not.toContain(first)
  } finally {
    await pool.close()
    await rm(folder, { recursive: true })
  }
}, 30_000)

test('a cancelled run has no process at work any more', async () => {
  const cancel = new AbortController()
  const pool = new DrawingPool({ input, logo: null, fonts: {}, shelf: 1 }, 1, cancel.signal)
  const asked = pool.ask('ground', { at: 0, field: 'positions.0.images.0', photo, to: '/dev/null' })
  const [pid = 0] = pool.processes
  cancel.abort(new Error('cancelled'))
  await expect(asked).rejects.toThrow('cancelled')
  await pool.close()
  expect(() => process.kill(pid, 0)).toThrow()
}, 30_000)

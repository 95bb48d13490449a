import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeNoise } from './noise.ts'
import { writeNoiseAside } from './write-noise-aside.ts'

test('a thread of its own writes what would be made here; a run that is cancelled does not wait for it, and what cannot be written is said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lumiku-noise-'))
  try {
    const order = { kind: 'rain', seed: 3, samples: 48_000, out: join(folder, 'rain.f32') } as const
    await writeNoiseAside(order)
    const made = new Float32Array(await Bun.file(order.out).arrayBuffer())
    expect(Bun.deepEquals(made, makeNoise('rain', 3, 48_000))).toBe(true)

    const stop = new AbortController()
    const late = writeNoiseAside({ ...order, samples: 48_000 * 600 }, stop.signal)
    stop.abort(new Error('cancelled'))
    expect(await late.catch(String)).toBe('Error: cancelled')
    expect(await writeNoiseAside({ ...order, out: folder }).catch(String)).toContain('EISDIR')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

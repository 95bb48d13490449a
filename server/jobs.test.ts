import { expect, test } from 'bun:test'
import { serving } from '#test/support/serving.ts'
import { jobs } from './jobs.ts'

test('a worker knows every clock there is, and each rings for a task of its own', async () => {
  const lumiku = await serving({ api: false })
  try {
    const { tasks, clocks } = jobs(lumiku.platform, new AbortController().signal)
    for (const { task } of clocks) expect(Object.keys(tasks)).toContain(task)
    const named = clocks.map(({ task }) => task).sort()
    expect(new Set(named).size).toBe(named.length)

    let known: string[] = []
    while (known.length < named.length) {
      const rows = await lumiku.platform.db`select identifier from graphile_worker._private_known_crontabs`
      known = rows.map(({ identifier }: { identifier: string }) => identifier)
    }
    expect(known.sort()).toEqual(named)
  } finally {
    await lumiku.stop()
  }
})

import { describe, expect, test } from 'bun:test'
import { SQL } from 'bun'
import { Problem } from './problem.ts'
import { type Sharing, shareCommits } from './share-commits.ts'

interface Asked {
  key: string
  n: number
  twin?: string
}

/** A store whose commits end when the test says so. */
function store(overrides: Partial<Sharing<Asked, string>> = {}) {
  const commits: { batch: Asked[]; done: () => void; fail: (error: unknown) => void }[] = []
  const answered: number[] = []
  const ask = shareCommits<Asked, string>({
    together: (batch) => {
      const { promise, resolve, reject } = Promise.withResolvers<(string | null)[]>()
      commits.push({ batch, done: () => resolve(batch.map(({ n }) => `shared ${n}`)), fail: reject })
      return promise
    },
    alone: async ({ n }) => `alone ${n}`,
    keyOf: ({ key }) => key,
    twinOf: ({ twin }) => twin ?? null,
    waitSeconds: 60,
    ...overrides,
  })
  return {
    commits,
    answered,
    ask: (asked: Asked) =>
      ask(asked).then((answer) => {
        answered.push(asked.n)
        return answer
      }),
    async begun(count: number) {
      while (commits.length < count) await new Promise((turn) => setImmediate(turn))
    },
  }
}

describe('requests that arrive together', () => {
  test('the first goes at once; those that come meanwhile share the next commit', async () => {
    const { ask, begun, commits } = store()
    const first = ask({ key: 'a', n: 0 })
    await begun(1)
    const rest = [1, 2, 3].map((n) => ask({ key: `b${n}`, n }))
    commits[0]!.done()
    expect(await first).toBe('shared 0')
    await begun(2)
    commits[1]!.done()
    expect(await Promise.all(rest)).toEqual(['shared 1', 'shared 2', 'shared 3'])
    expect(commits.map(({ batch }) => batch.length)).toEqual([1, 3])
  })

  test('never more than so many in one commit, in the order they came', async () => {
    const { ask, begun, commits } = store({ most: 4 })
    const all = Array.from({ length: 10 }, (_, n) => ask({ key: `k${n}`, n }))
    for (let i = 0; i < 3; i++) {
      await begun(i + 1)
      commits[i]!.done()
    }
    await Promise.all(all)
    expect(commits.map(({ batch }) => batch.map(({ n }) => n))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ])
  })

  test('a repeated request waits for the commit of the one it repeats', async () => {
    const { ask, begun, commits } = store()
    const both = [ask({ key: 'a', n: 0, twin: 'same' }), ask({ key: 'a', n: 1, twin: 'same' })]
    await begun(1)
    commits[0]!.done()
    await begun(2)
    commits[1]!.done()
    await Promise.all(both)
    expect(commits.map(({ batch }) => batch.map(({ n }) => n))).toEqual([[0], [1]])
  })
})

describe('trouble', () => {
  test('one that cannot be answered does not harm its neighbours', async () => {
    const { ask } = store({
      together: async () => {
        throw new Error('one of these is poison')
      },
      alone: async ({ n }) => {
        if (n === 1) throw new Error('poison')
        return `alone ${n}`
      },
    })
    const answers = await Promise.allSettled([0, 1, 2].map((n) => ask({ key: `k${n}`, n })))
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'refused'))).toEqual([
      'alone 0',
      'refused',
      'alone 2',
    ])
  })

  test('one whose account is busy waits alone, and those of its account wait behind it', async () => {
    const free = Promise.withResolvers<void>()
    const { ask, answered } = store({
      together: async (batch) => batch.map(({ key, n }) => (key === 'busy' ? null : `shared ${n}`)),
      alone: async ({ n }) => {
        await free.promise
        return `alone ${n}`
      },
    })
    const busy = [ask({ key: 'busy', n: 0 }), ask({ key: 'busy', n: 1 })]
    expect(await ask({ key: 'free', n: 2 })).toBe('shared 2')
    const later = ask({ key: 'busy', n: 3 })
    expect(answered).toEqual([2])
    free.resolve()
    expect(await Promise.all([...busy, later])).toEqual(['alone 0', 'alone 1', 'alone 3'])
    expect(answered).toEqual([2, 0, 1, 3])
  })

  test('nobody knows what became of a commit whose database has gone, so nothing is tried again', async () => {
    const nowhere = new SQL('postgres://nobody@127.0.0.1:1/none', { max: 1, connectionTimeout: 1 })
    let alone = 0
    const { ask } = store({
      together: async () => nowhere`select 1`,
      alone: async () => `alone ${alone++}`,
    })
    const answers = await Promise.allSettled([0, 1].map((n) => ask({ key: `k${n}`, n })))
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(alone).toBe(0)
    await nowhere.close()
  })

  test('one that has waited too long is refused before it costs anything', async () => {
    const { ask, begun, commits } = store({ waitSeconds: 0 })
    const first = ask({ key: 'a', n: 0 })
    const error = await first.catch((problem) => problem)
    expect(error).toBeInstanceOf(Problem)
    expect((error as Problem).code).toBe('unavailable')
    await begun(0)
    expect(commits).toHaveLength(0)
  })
})

import { expect, test } from 'bun:test'
import { AttemptKey } from './attempt-key.ts'

test('pressing twice is one attempt; another input or a granted wish is another', () => {
  const attempt = new AttemptKey()
  const first = attempt.for({ outputs: 3 })
  expect(attempt.for({ outputs: 3 })).toBe(first)
  expect(attempt.for({ outputs: 4 })).not.toBe(first)
  const second = attempt.for({ outputs: 3 })
  attempt.spent()
  expect(attempt.for({ outputs: 3 })).not.toBe(second)
})

import { expect, test } from 'bun:test'
import { History } from './history.ts'

test('steps go back and forth, and a new change ends the way forward', () => {
  const history = new History()
  history.record('a', 0)
  history.record('b', 1_000)
  expect(history.undo('c')).toBe('b')
  expect(history.undo('b')).toBe('a')
  expect(history.undo('a')).toBeUndefined()
  expect(history.redo('a')).toBe('b')
  history.record('b', 2_000)
  expect(history.redo('d')).toBeUndefined()
  expect(history.undo('d')).toBe('b')
})

test('a slider dragged through many values is one step', () => {
  const history = new History()
  for (let n = 0; n < 20; n++) history.record(n, n * 50)
  expect(history.undo(20)).toBe(0)
  expect(history.undo(0)).toBeUndefined()
})

test('a file that arrives is undone by itself, and what is done right after it by itself too', () => {
  const history = new History()
  history.record('nothing', 0)
  history.record('a word', 100, { alone: true })
  history.record('a file', 200)
  expect(history.undo('moved')).toBe('a file')
  expect(history.undo('a file')).toBe('a word')
  expect(history.undo('a word')).toBe('nothing')
})

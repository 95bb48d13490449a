import { expect, test } from 'bun:test'
import { ByteShelf } from './byte-shelf.ts'

test('what was unused for longest goes when there is no room, also for what grew', () => {
  const made: string[] = []
  const shelf = new ByteShelf<{ name: string; bytes: number }>(10, ({ bytes }) => bytes)
  const get = (name: string) =>
    shelf.get(name, () => {
      made.push(name)
      return { name, bytes: 4 }
    })
  const first = get('a')
  get('b')
  get('a')
  get('c')
  get('a')
  get('b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
  expect(shelf.bytes).toBe(8)
  first.bytes = 9
  get('a')
  expect(shelf.bytes).toBe(9)
  get('b')
  expect([made.at(-1), shelf.bytes]).toEqual(['b', 4])
})

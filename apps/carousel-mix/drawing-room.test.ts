import { expect, test } from 'bun:test'
import { drawingRoom } from './drawing-room.ts'

const gigabyte = 1024 ** 3

test('processes and what they keep follow cores and memory', () => {
  const room = (cores: number, gigabytes: number) => {
    const { processes, shelf } = drawingRoom({ cores, memory: gigabytes * gigabyte })
    return [processes, shelf / 1024 ** 2]
  }
  expect(room(2, 24)).toEqual([2, 40])
  expect(room(64, 64)).toEqual([8, 40])
  expect(room(8, 4)).toEqual([3, 40])
  expect(room(4, 0.5)).toEqual([1, 21])
})

import { expect, test } from 'bun:test'
import { projectIn } from './turn-page.ts'

test('the work a run came from is found in the address it was started at', () => {
  expect(projectIn('/studio/video-mixer/0190-a?run=7')).toBe('0190-a')
  expect(projectIn('/studio/video-mixer?run=7')).toBeUndefined()
  expect(projectIn('/jobs')).toBeUndefined()
})

import { expect, test } from 'bun:test'
import { device } from './device.ts'

test('a phone’s Chrome is not taken for Safari or Linux, which it also names', () => {
  const agent =
    'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36'
  expect(device(agent)).toEqual({ browser: 'Chrome', system: 'Android', phone: true })
})

test('Edge on Windows is not taken for Chrome', () => {
  const agent =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0'
  expect(device(agent)).toEqual({ browser: 'Edge', system: 'Windows', phone: false })
})

test('a script or nothing at all is no known device', () => {
  expect(device('curl/8.5.0')).toBeNull()
  expect(device(null)).toBeNull()
})

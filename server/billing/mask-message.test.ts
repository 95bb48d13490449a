import { expect, test } from 'bun:test'
import { maskMessage } from './mask-message.ts'

const form = 'application/x-www-form-urlencoded; charset=utf-8'
const hex = 'd41d8cd98f00b204e9800998ecf8427e'

test('a form keeps what it says and loses its signature, however the name is spelled', () => {
  expect(
    maskMessage(`merchantOrderId=LMK-1&amount=100000&signature=abc%3D&s%69gnature=def&API_KEY=x`, form),
  ).toBe('merchantOrderId=LMK-1&amount=100000&signature=••••&s%69gnature=••••&API_KEY=••••')
})

test('what looks like a signature is masked under any name', () => {
  expect(maskMessage(`note=${hex}&reference=DS1`, form)).toBe('note=••••&reference=DS1')
})

test('JSON is laid out, its secrets masked at any depth', () => {
  const body = JSON.stringify({ id: 'inv', data: [{ callback_token: 't', amount: 5 }], auth: { user: 'x' } })
  expect(JSON.parse(maskMessage(body, 'application/json'))).toEqual({
    id: 'inv',
    data: [{ callback_token: '••••', amount: 5 }],
    auth: '••••',
  })
})

test.each([
  ['half a JSON object', `{"amount":5,"signature":"abc","x":1`, 'application/json'],
  ['a form that says it is text', 'amount=5&signature=abc', 'text/plain'],
  ['nothing said', 'signature: abc', null],
])('%s loses it too', (_, body, type) => {
  const shown = maskMessage(body, type)
  expect(shown).not.toContain('abc')
  expect(shown).toContain('••••')
})

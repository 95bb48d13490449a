import { describe, expect, test } from 'bun:test'
import type { SignatureScheme } from '#server/platform/gateway-settings.ts'
import { sameSignature, signCallback, signInquiry, signMethods, signPop, signStatus } from './sign.ts'

const key = (scheme: SignatureScheme) => ({
  merchantCode: 'DXXXX',
  apiKey: 'DXXXXCX80TXXX5Q70QCI',
  scheme,
})
const [timestamp, datetime, order] = ['1700000000000', '2026-11-20 10:00:00', '1648542419']

// Computed apart from this code, from the sample key of Duitku's documentation.
const golden = {
  'hmac-sha256': {
    pop: '138ef88432a5c0b99ebf39a83b4ba14883414b2a4099fd7d4fc9273d7b359f1c',
    inquiry: 'c5312cd14fbb4aed43f6b52462fae001481a4074f3a43cb991ef93fec9241e32',
    methods: '563c2fdae2abeb8cde692da05fd02f9ac9c7b69a87511f04db7c53dda6c260c1',
    status: '6ba8a07b392d70cb068847e821507d445a15fba8384c73f063a49327d5cbee7a',
    callback: '6ea2773e66a56b3adcd28595bd01628db0090564113ceb53986a92c88f401d31',
  },
  legacy: {
    pop: 'b4c5b947e13badbb25705465369465739e017c58388330dc5911ae7214eb2deb',
    inquiry: '7ce3c5ec8ac56491492970505da12383',
    methods: '553df555ebaa7e64321f35553a9bc134d216e10ae0d818e93b71023bb2b7edc5',
    status: '372d6298357b6d5e934e62e64674832d',
    callback: 'b2435a9e541fc8e61b6c020e9904dfcc',
  },
} as const

describe.each(['hmac-sha256', 'legacy'] as const)('signatures of the scheme %s', (scheme) => {
  test('each call is signed as Duitku computes it', () => {
    expect({
      pop: signPop(key(scheme), timestamp),
      inquiry: signInquiry(key(scheme), order, 40_000),
      methods: signMethods(key(scheme), 40_000, datetime),
      status: signStatus(key(scheme), order),
      callback: signCallback(key(scheme), '40000', order),
    }).toEqual(golden[scheme])
  })

  test('an amount is signed as it was written', () => {
    expect(signCallback(key(scheme), '40000.00', order)).not.toBe(golden[scheme].callback)
  })
})

test('a signature is the same in either case, and no shorter or other one is', () => {
  const right = golden.legacy.callback
  expect(sameSignature(right.toUpperCase(), right)).toBe(true)
  for (const wrong of ['', right.slice(1), `${right}0`, right.replace('b', 'c'), 'é'.repeat(32)])
    expect(sameSignature(wrong, right)).toBe(false)
})

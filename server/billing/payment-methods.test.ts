import { expect, test } from 'bun:test'
import { keptLog } from '#test/support/kept-log.ts'
import type { Gateway, Method } from './gateways/gateway.ts'
import { methodList } from './payment-methods.ts'

const { log } = keptLog()
const offered: Method[] = [
  { code: 'SP', name: 'SHOPEEPAY QRIS', image: 'https://elsewhere.example/qris.png', fee: 0 },
  { code: 'NQ', name: 'NOBU QRIS', image: null, fee: 0 },
  { code: 'BC', name: 'BCA VA', image: null, fee: 4_000 },
  { code: 'ZZ', name: 'Something new', image: null, fee: 0 },
]
const gateway = (listMethods?: Gateway['listMethods']) => ({ listMethods }) as Gateway

test('names as people know them, each once, and no pictures of others', async () => {
  const list = methodList(
    gateway(async () => offered),
    log,
  )
  expect(await list(100_000)).toEqual([
    { code: 'SP', name: 'QRIS', fee: 0 },
    { code: 'BC', name: 'BCA Virtual Account', fee: 4_000 },
    { code: 'ZZ', name: 'Something new', fee: 0 },
  ])
})

test('asked once for many, again after ten minutes, and at once after it did not answer', async () => {
  const asked: number[] = []
  let answers = true
  let time = 0
  const list = methodList(
    gateway(async (amount) => {
      asked.push(amount)
      if (!answers) throw new Error('no answer')
      return offered
    }),
    log,
    () => time,
  )
  await Promise.all([list(1), list(1), list(2)])
  expect(asked).toEqual([1, 2])
  time = 600_000
  answers = false
  expect(await list(1)).toEqual([])
  answers = true
  expect(await list(1)).toHaveLength(3)
  expect(asked).toEqual([1, 2, 1, 1])
})

test('a gateway without a list offers none', async () => {
  expect(await methodList(gateway(), log)(100_000)).toEqual([])
})

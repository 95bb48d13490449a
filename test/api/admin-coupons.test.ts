import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Client, signUp, stranger } from '#test/support/client.ts'
import { type ApiDescription, openContract } from '#test/support/contract.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { atSandbox } from '#test/support/pay.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let admin: Client
let contract: ReturnType<typeof openContract>

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  admin = await signUp(lumiku.url)
  await lumiku.platform.db`update users set role = 'admin' where email = ${admin.email}`
  contract = openContract((await admin.get('/api/openapi.json')).body as ApiDescription)
})
afterAll(() => lumiku.stop())

const path = '/api/admin/coupons'
const terms = { kind: 'percent', value: 20 }

async function make(body: unknown, by = admin) {
  const answer = await by.post(path, body)
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  expect(contract.faults('POST', path, answer.status, type, answer.body)).toBeNull()
  return answer
}

async function turn(code: string, enabled: boolean) {
  const answer = await admin.request('PATCH', `${path}/${code}`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ enabled }),
  })
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  expect(contract.faults('PATCH', `${path}/{code}`, answer.status, type, answer.body)).toBeNull()
  return answer
}

async function list(query = '') {
  const { status, body } = await admin.get(`${path}${query}`)
  expect([status, contract.faults('GET', path, 200, 'application/json', body)]).toEqual([200, null])
  return body
}

const find = async (code: string) =>
  (await list('?limit=100')).items.find((each: { code: string }) => each.code === code)

test('one is made, lowers a price, and tells how it was used', async () => {
  const { status, body } = await make({ code: ' lebaran-26 ', ...terms, usesLimit: 5 })
  expect(status).toBe(201)
  expect(body.coupon).toMatchObject({
    code: 'LEBARAN-26',
    items: null,
    periods: 1,
    usesPerAccount: 1,
    firstPaymentOnly: false,
    validUntil: null,
    enabled: true,
    uses: 0,
  })
  const who = await signUp(lumiku.url)
  const { payment } = (
    await who.post('/api/credits/purchase', { packId: 'topup-1500', coupon: 'LEBARAN-26' })
  ).body
  expect(payment.amount).toBe(80_000)
  expect(await find('LEBARAN-26')).toMatchObject({ uses: 1, paidUses: 0, given: 0 })
  await atSandbox(payment.url, 'pay')
  expect(await find('LEBARAN-26')).toMatchObject({ uses: 1, paidUses: 1, given: 20_000 })
})

test('the same one made again is one, even by many at once; another of its name is refused at its field', async () => {
  const same = { code: 'SEKALI', kind: 'amount', value: 15_000, items: ['topup-1500', 'pro-monthly'] }
  const answers = await Promise.all(Array.from({ length: 8 }, () => make(same)))
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 201])
  const other = await make({ ...same, value: 20_000 })
  expect([other.status, other.body.reason, other.body.issues[0].path]).toEqual([422, 'taken', ['code']])
})

test('switched off nobody can use it, switched on they can; what was sold with it stays as sold', async () => {
  await make({ code: 'SAKLAR', ...terms, usesPerAccount: 5 })
  const who = await signUp(lumiku.url)
  const buy = () => who.post('/api/credits/purchase', { packId: 'topup-1500', coupon: 'SAKLAR' })
  const { payment } = (await buy()).body
  expect((await turn('saklar', false)).body.coupon.enabled).toBe(false)
  const refused = await buy()
  expect([refused.status, refused.body.reason]).toEqual([422, 'unknown'])
  await atSandbox(payment.url, 'pay')
  expect((await who.get(`/api/payments/${payment.id}`)).body).toMatchObject({
    amount: 80_000,
    status: 'paid',
  })
  await turn('SAKLAR', true)
  expect((await buy()).status).toBe(201)
  expect((await turn('TIDAKADA', false)).status).toBe(404)
})

test('terms are made once: there is no field to change them with', async () => {
  await make({ code: 'TETAP', ...terms })
  const answer = await admin.request('PATCH', `${path}/TETAP`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ enabled: true, value: 90 }),
  })
  expect([answer.status, answer.body.issues[0].path]).toEqual([422, ['value']])
})

test('for n payments of a subscription: renewals take it by themselves until they are used up', async () => {
  await make({ code: 'DUABULAN', ...terms, items: ['pro-monthly'], periods: 2 })
  const who = await signUp(lumiku.url)
  const accountId = (await who.get('/api/me')).body.account.id
  const pay = async (body: { payment: { url: string; amount: number } }) => {
    await atSandbox(body.payment.url, 'pay')
    return body.payment.amount
  }
  const begun = await who.post('/api/subscription/subscribe', { planId: 'pro-monthly', coupon: 'DUABULAN' })
  const amounts = [await pay(begun.body)]
  for (let n = 0; n < 2; n += 1) {
    await letDaysPass(lumiku.platform.db, 29, { account: accountId })
    amounts.push(await pay((await who.post('/api/subscription/renew-payment')).body))
  }
  expect(amounts).toEqual([239_200, 239_200, 299_000])
})

test.each([
  ['a code of two letters', { code: 'AB' }, 'code'],
  ['a code with a space', { code: 'DUA KATA' }, 'code'],
  ['nothing off', { value: 0 }, 'value'],
  ['more than everything', { value: 101 }, 'value'],
  ['a kind nobody knows', { kind: 'gratis' }, 'kind'],
  ['no items at all', { items: [] }, 'items'],
  ['an item that is not sold', { items: ['kopi'] }, 'items.0'],
  ['the free plan', { items: ['free-forever'] }, 'items.0'],
  ['no uses', { usesLimit: 0 }, 'usesLimit'],
  ['an end that has been', { validUntil: '2020-01-01T00:00:00Z' }, 'validUntil'],
  ['a day without a time', { validUntil: '2030-01-01' }, 'validUntil'],
  ['several first payments', { firstPaymentOnly: true, periods: 3 }, 'periods'],
  ['a field nobody knows', { maxDiscount: 1 }, 'maxDiscount'],
])('%s is refused at its field', async (_, wrong, field) => {
  const { status, body } = await make({ code: 'SALAH', ...terms, ...wrong })
  expect([status, body.issues.map(({ path }: { path: unknown[] }) => path.join('.'))]).toEqual([422, [field]])
  expect(await find('SALAH')).toBeUndefined()
})

test('newest first, page by page', async () => {
  const all = (await list('?limit=100')).items.map(({ code }: { code: string }) => code)
  const paged: string[] = []
  for (let cursor = ''; ; ) {
    const { items, nextCursor } = await list(`?limit=2${cursor}`)
    paged.push(...items.map(({ code }: { code: string }) => code))
    if (nextCursor === null) break
    cursor = `&cursor=${nextCursor}`
  }
  expect(paged).toEqual(all)
  expect(all.length).toBeGreaterThan(3)
})

test('only operators may', async () => {
  expect((await stranger(lumiku.url).get(path)).status).toBe(401)
  const who = await signUp(lumiku.url)
  for (const refused of [await who.get(path), await who.post(path, { code: 'SAYA', ...terms })])
    expect([refused.status, refused.body.code]).toEqual([403, 'admin_only'])
})

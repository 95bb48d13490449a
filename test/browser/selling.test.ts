import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { axeFinds } from '#test/support/axe.ts'
import { newcomer, openBrowser, openPage, picture } from '#test/support/browser.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { payAtSandboxPage } from '#test/support/pay-on-page.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let browser: Browser

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await lumiku.stop()
})

test('somebody buys credits on a phone: price and coupon first, paid, on the balance, with an invoice', async () => {
  await lumiku.platform.db`insert into coupons (code, kind, value) values ('HEMAT20', 'percent', 20)`
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  await page.goto('/account/credits')
  await page.getByRole('button', { name: 'Beli' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Bayar Rp\s?100\.000/ }).waitFor()
  await dialog.getByText(/^Bisa dibayar dengan .*QRIS.*\.$/).waitFor()
  await dialog.getByLabel('Punya kupon?').fill('tidakada')
  await dialog.getByRole('button', { name: 'Pakai', exact: true }).click()
  await dialog.getByText('Kupon ini tidak ada.').waitFor()
  expect(await dialog.getByRole('button', { name: /^Bayar Rp\s?100\.000/ }).isEnabled()).toBe(true)
  await dialog.getByLabel('Punya kupon?').fill('hemat20')
  await dialog.getByRole('button', { name: 'Pakai', exact: true }).click()
  await dialog.getByRole('button', { name: /^Bayar Rp\s?80\.000/ }).waitFor()
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'checkout-390')
  await dialog.getByRole('button', { name: /^Bayar/ }).click()
  await payAtSandboxPage(page)
  await page.getByRole('heading', { name: 'Terima kasih, sudah dibayar' }).waitFor()
  await page.getByText(/1\.500 kredit sudah masuk/).waitFor()
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'payment-paid-390')
  const invoice = await page.getByRole('link', { name: /Faktur INV/ }).getAttribute('href')
  expect((await page.request.get(invoice!)).headers()['content-type']).toBe('application/pdf')
  await page.goto('/account/credits')
  await page.getByText('1.600').first().waitFor()
  expect(complaints).toEqual([])
  await close()
}, 120_000)

test('a subscriber from the price list to the last day: pay, active, cancel, resume, cancel, ended', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  const { accountId } = await newcomer(page)
  await page.goto('/pricing')
  await page.getByRole('button', { name: 'Pilih paket ini' }).nth(2).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Bayar Rp\s?299\.000/ })
    .click()
  await payAtSandboxPage(page)
  await page.getByText('Pro Monthly sudah aktif.').waitFor()

  await page.goto('/account/subscription')
  await page.getByRole('heading', { name: 'Pro Monthly' }).waitFor()
  await page.getByText('Lunas').waitFor()
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'subscription-live-390')
  await page.getByRole('button', { name: 'Berhenti langganan' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Berhenti langganan' }).click()
  await page.getByText(/Sudah dibatalkan/).waitFor()
  await page.getByRole('button', { name: 'Lanjutkan langganan' }).click()
  await page.getByRole('button', { name: 'Berhenti langganan' }).click()
  await dialog.getByRole('button', { name: 'Berhenti langganan' }).click()
  await page.getByText(/Sudah dibatalkan/).waitFor()

  await letDaysPass(lumiku.platform.db, 20, { account: accountId })
  await page.reload()
  await page.getByRole('heading', { name: 'Pro Monthly' }).waitFor()
  await letDaysPass(lumiku.platform.db, 12, { account: accountId })
  await page.reload()
  await page.getByRole('link', { name: /Bandingkan/ }).waitFor()
  await page.getByRole('heading', { name: 'Riwayat pembayaran' }).waitFor()
  expect(complaints).toEqual([])
  await close()
}, 120_000)

test('a payment that is not there yet says so, and changes by itself when the money comes', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  await page.goto('/account/credits')
  await page.getByRole('button', { name: 'Beli' }).first().click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Bayar/ })
    .click()
  await page.waitForURL('**/sandbox/pay/**')
  const payOn = page.url()
  const [{ order_id: orderId }] = await lumiku.platform
    .db`select order_id from payments order by created_at desc limit 1`
  await page.goto(`/payment/return?merchantOrderId=${orderId}`)
  await page.getByRole('heading', { name: 'Menunggu pembayaran' }).waitFor()
  await picture(page, 'payment-pending-390')
  const elsewhere = await page.context().newPage()
  await elsewhere.goto(payOn)
  await payAtSandboxPage(elsewhere)
  await page.getByRole('heading', { name: 'Terima kasih, sudah dibayar' }).waitFor()
  await close()
}, 120_000)

test('an order whose answer got lost is found again, not placed twice; somebody else’s is not shown', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  const { accountId } = await newcomer(page)
  let lost = false
  await page.route('**/api/credits/purchase', async (route) => {
    if (lost) return route.continue()
    lost = true
    await route.fetch()
    await route.abort()
  })
  await page.goto('/account/credits')
  await page.getByRole('button', { name: 'Beli' }).first().click()
  const dialog = page.getByRole('dialog')
  const pay = dialog.getByRole('button', { name: /^Bayar Rp/ })
  await pay.click()
  await dialog.getByRole('alert').waitFor()
  await pay.click()
  await page.waitForURL('**/sandbox/pay/**')
  const orders = await lumiku.platform.db`
    select order_id from payments where account_id = ${accountId}`
  expect(orders).toHaveLength(1)
  await close()

  const other = await openPage(browser, lumiku.url)
  await newcomer(other.page)
  await other.page.goto(`/payment/return?merchantOrderId=${orders[0].order_id}`)
  await other.page.getByRole('heading', { name: 'Pesanan tidak ditemukan' }).waitFor()
  await other.close()
}, 120_000)

test('a stranger who chooses a plan signs in and is back at that choice', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  const { email } = await newcomer(page)
  await page.context().clearCookies()
  await page.goto('/pricing?cycle=yearly')
  await page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Pro', exact: true }) })
    .getByRole('link', { name: 'Pilih paket ini' })
    .click()
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Kata sandi', { exact: true }).fill('rahasia-banget')
  await page.getByRole('button', { name: /^Masuk/ }).click()
  await page.waitForURL(/\/pricing\?cycle=yearly&buy=.+-yearly$/)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Bayar Rp/ })
    .waitFor()
  await close()
}, 120_000)

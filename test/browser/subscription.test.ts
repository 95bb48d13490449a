import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { newId } from '#server/platform/ids.ts'
import { axeFinds } from '#test/support/axe.ts'
import { newcomer, openBrowser, openPage, picture } from '#test/support/browser.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { atSandbox } from '#test/support/pay.ts'
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

async function findings(page: Page): Promise<string[]> {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return [...(await axeFinds(page)), ...(wide > 0 ? [`scrolls ${wide} px sideways`] : [])]
}

/** Orders a plan through the API as whoever is signed in; pays it unless told to leave it. */
async function order(page: Page, path: string, body: object, pay = true): Promise<void> {
  const answer = await page.request.post(path, { data: body, headers: { 'Sec-Fetch-Site': 'same-origin' } })
  expect([200, 201]).toContain(answer.status())
  const { payment } = await answer.json()
  if (pay) await atSandbox(payment.url, 'pay')
}

/** Until what is paid for has just ended. */
async function daysToEnd(page: Page): Promise<number> {
  const { subscription } = await (await page.request.get('/api/subscription/status')).json()
  return Math.ceil((Date.parse(subscription.endsAt) - Date.now()) / 86_400_000)
}

const rupiahIn = (text: string | null) => Number(text?.match(/Rp\s([\d.]+)/)?.[1]?.replaceAll('.', ''))
const now = (page: Page) => page.locator('dl').filter({ hasText: 'Dibayar sekarang' })
const way = (page: Page, title: string) =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

test('from credits to Pro: the choice shows what is paid, leads to the checkout, waits, and is gone on with', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  await page.goto('/account/subscription')
  await way(page, 'Bayar sesuai pakai').getByText('Kamu di sini').waitFor()
  await page.getByText('Belum ada pembayaran.', { exact: false }).waitFor()
  await page.getByRole('radio', { name: /Pro Monthly/ }).check()
  await now(page).getByText('Rp 299.000').waitFor()
  await page.getByText('Rp 299.000, sebulan kemudian, lewat tagihan').waitFor()
  await page.getByText('0 → 100 sehari').waitFor()
  await page.getByText(/^Terbuka: .*Kling 2\.5/).waitFor()
  expect(await findings(page)).toEqual([])
  await picture(page, 'plan-choose-390')

  await page.getByRole('button', { name: /^Lanjut ke pembayaran · Rp 299\.000$/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Bayar Rp/ })
    .click()
  await page.waitForURL('**/sandbox/pay/**')
  const payOn = page.url()

  await page.goto('/account/subscription')
  const waiting = page.getByRole('region', { name: 'Menunggu pembayaran' })
  await waiting.getByText(/^Sisa \d/).waitFor()
  expect(await waiting.getByRole('link', { name: 'Lanjutkan bayar' }).getAttribute('href')).toBe(payOn)
  await page.getByText('Pro Monthly mulai begitu pembayarannya masuk.').waitFor()
  expect(await findings(page)).toEqual([])
  await picture(page, 'plan-waiting-390')
  await atSandbox(payOn, 'pay')
  await page.getByRole('heading', { name: 'Pro Monthly' }).waitFor()
  expect(await waiting.count()).toBe(0)
  await way(page, 'Langganan').getByText('Kamu di sini').waitFor()
  expect(complaints).toEqual([])
  await close()
}, 60_000)

test('an order that is dropped asks for nothing any more', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  await order(page, '/api/subscription/subscribe', { planId: 'basic-monthly' }, false)
  await page.goto('/account/subscription')
  const waiting = page.getByRole('region', { name: 'Menunggu pembayaran' })
  await waiting.getByRole('button', { name: 'Batalkan pesanan' }).click()
  await waiting.waitFor({ state: 'hidden' })
  await page.getByText('Dibatalkan', { exact: true }).waitFor()
  expect(await page.getByRole('link', { name: 'Bayar', exact: true }).count()).toBe(0)
  await order(page, '/api/credits/purchase', { packId: 'topup-1500' }, false)
  await page.goto('/account/credits')
  await waiting.getByText('1.500 kredit').waitFor()
  expect(await waiting.getByRole('button', { name: 'Batalkan pesanan' }).count()).toBe(0)
  await close()
}, 60_000)

test('a subscriber sees the difference an upgrade costs, schedules a smaller plan, and takes it back', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url, {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
  })
  const { accountId } = await newcomer(page)
  await order(page, '/api/subscription/subscribe', { planId: 'pro-monthly' })
  await letDaysPass(lumiku.platform.db, 10, { account: accountId })

  await page.goto('/account/subscription')
  expect(await page.getByRole('radio', { name: /Pro Monthly/ }).isDisabled()).toBe(true)
  await page.getByRole('radio', { name: /Enterprise Monthly/ }).check()
  await page.getByText('Sisa masa paketmu sekarang').waitFor()
  await page.getByText('100 → 500 sehari').waitFor()
  expect(await findings(page)).toEqual([])
  await picture(page, 'plan-upgrade-1440-dark')
  const goOn = page.getByRole('button', { name: /^Lanjut ke pembayaran/ })
  const shown = rupiahIn(await goOn.textContent())
  expect(shown).toBeGreaterThan(999_000 - 299_000)
  await goOn.click()
  const pay = page.getByRole('dialog').getByRole('button', { name: /^Bayar Rp/ })
  await pay.waitFor()
  // What is left of a plan is counted by the moment: between both a rupiah or two run out.
  expect(Math.abs(rupiahIn(await pay.textContent()) - shown)).toBeLessThan(50)
  await page.keyboard.press('Escape')

  await page.getByRole('radio', { name: /Basic Monthly/ }).check()
  await now(page).getByText('Rp 0').waitFor()
  await page.getByText(/^Rp 99\.000 pada \d+ \w+ \d{4}, lewat tagihan$/).waitFor()
  await page.getByText(/^Terkunci: .*Kling 2\.5/).waitFor()
  await page.getByRole('button', { name: /^Pindah pada/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Pindah mulai/ })
    .click()
  await page.getByText(/^Pindah ke Basic Monthly mulai .* Tagihannya Rp 99\.000\.$/).waitFor()
  await page.getByRole('button', { name: 'Tetap di paket ini' }).click()
  await page.getByText(/^Pindah ke Basic Monthly mulai/).waitFor({ state: 'hidden' })

  await page.getByRole('radio', { name: /Free Forever/ }).check()
  await page.getByRole('button', { name: /^Pindah pada/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Pindah mulai/ })
    .click()
  await page.getByText(/^Pindah ke Free Forever mulai \d+ \w+ \d{4}\.$/).waitFor()
  await page.getByText('Perpindahan ini sudah dijadwalkan.').waitFor()
  expect(await page.getByRole('region', { name: 'Paketmu' }).textContent()).not.toContain('Selamanya')
  expect(complaints).toEqual([])
  await close()
}, 60_000)

test('back to credits is cancelling, said as it is in every state', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  const { accountId } = await newcomer(page)
  const { db } = lumiku.platform
  const payg = way(page, 'Bayar sesuai pakai')
  await order(page, '/api/subscription/subscribe', { planId: 'pro-monthly' })
  await page.goto('/account/subscription')
  await payg.getByText(/^Kalau pindah, langganan jalan sampai/).waitFor()
  await payg.getByText(/kreditmu utuh\..*Yang terkunci: .*Kling 2\.5/).waitFor()
  await payg.getByRole('button', { name: 'Pindah ke kredit' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Berhenti langganan' }).click()
  await payg.getByText(/^Kamu pindah ke sini pada/).waitFor()
  await page.getByRole('radio', { name: /Enterprise Monthly/ }).check()
  await page.getByText('Pembatalanmu dicabut: langganan berjalan terus.').waitFor()
  await page.getByRole('button', { name: 'Lanjutkan langganan' }).click()
  await payg.getByText(/^Kalau pindah, langganan jalan sampai/).waitFor()

  await order(page, '/api/subscription/renew-payment', {})
  await page.reload()
  await page.getByText(/^Masa berikutnya sudah dibayar, sampai/).waitFor()
  expect(await page.getByRole('button', { name: 'Bayar masa berikutnya' }).count()).toBe(0)

  await letDaysPass(db, await daysToEnd(page), { account: accountId })
  await page.reload()
  await page.getByText(/^(Sisa \d hari|Hari terakhir), sampai .* Masa tenggang/).waitFor()
  await payg.getByText(/^Kalau tidak dibayar sampai/).waitFor()
  await page.getByRole('button', { name: 'Bayar masa berikutnya' }).waitFor()
  expect(await findings(page)).toEqual([])
  await picture(page, 'plan-grace-390')

  await letDaysPass(db, 3, { account: accountId })
  await page.reload()
  await page.getByText(/^Langganan Pro Monthly berakhir/).waitFor()
  await payg.getByText('Kamu di sini').waitFor()
  await page.getByRole('radio', { name: /Free Forever/ }).check()
  await page.getByRole('button', { name: 'Mulai Free Forever' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ambil tanpa bayar' }).click()
  await page.getByRole('heading', { name: 'Free Forever' }).waitFor()
  await payg.getByText('Kalau pindah, kuota harian langsung berhenti.').waitFor()

  await grantPlan(db, { accountId, planId: 'basic-monthly', reason: 'a gift' })
  await page.reload()
  await payg.getByText(/dan tidak diperpanjang; sesudah itu kamu di sini\.$/).waitFor()
  expect(complaints).toEqual([])
  await close()
}, 60_000)

test('payments that cannot be read say so and can be asked for again; a long history comes a page at a time', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  const { accountId } = await newcomer(page)
  await order(page, '/api/credits/purchase', { packId: 'topup-1500' }, false)
  const { db } = lumiku.platform
  for (let count = 0; count < 20; count++)
    await db`
    insert into payments (id, order_id, account_id, user_id, kind, item, list_amount, amount, gateway, status, expires_at)
    select ${newId()}, order_id || ${String(count)}::text, account_id, user_id, kind, item, list_amount, amount, gateway, 'expired', expires_at
    from payments where account_id = ${accountId} and status = 'pending'`
  // Until somebody presses, not by the page asking again by itself.
  await page.addInitScript(() =>
    addEventListener('click', () => Object.assign(window, { pressed: true }), { capture: true }),
  )
  await page.route('**/api/payments?**', async (route) =>
    (await page.evaluate(() => 'pressed' in window))
      ? route.continue()
      : route.fulfill({ status: 403, json: { code: 'forbidden' } }),
  )
  await page.goto('/account/subscription')
  const history = page.getByRole('region', { name: 'Riwayat pembayaran' })
  await history.getByRole('alert').waitFor()
  await history.getByRole('button', { name: /Coba lagi/ }).click()
  await history.getByText('Lewat waktu').first().waitFor()
  expect(await history.getByRole('listitem').count()).toBe(20)
  await history.getByRole('button', { name: 'Muat lebih banyak' }).click()
  await history.getByRole('listitem').nth(20).waitFor()
  expect(await history.getByRole('listitem').count()).toBe(21)
  await close()
}, 60_000)

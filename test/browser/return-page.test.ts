import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import type { Payment } from '#server/billing/payment-schemas.ts'
import { newcomer, openBrowser, openPage } from '#test/support/browser.ts'
import { type DuitkuSimulator, startDuitkuSimulator } from '#test/support/duitku-simulator.ts'
import { lookAtPage } from '#test/support/look-at-page.ts'
import { atSandbox } from '#test/support/pay.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let atDuitku: TestServing
let duitku: DuitkuSimulator
let browser: Browser

beforeAll(async () => {
  duitku = startDuitkuSimulator()
  lumiku = await serving({ worker: false })
  atDuitku = await serving({ worker: false }, duitku.env)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await lumiku.stop()
  await atDuitku.stop()
  await duitku.stop()
})

/** Orders as whoever is signed in on the page, and opens what became of it. */
async function order(
  page: Page,
  what: { packId: string } | { planId: string },
  { url } = lumiku,
): Promise<Payment> {
  const path = 'packId' in what ? '/api/credits/purchase' : '/api/subscription/subscribe'
  const answer = await page.request.post(url + path, {
    data: what,
    headers: { 'idempotency-key': crypto.randomUUID(), origin: url },
  })
  expect(answer.status()).toBe(201)
  const { payment } = await answer.json()
  await page.goto(`/payment/return?merchantOrderId=${payment.orderId}`)
  await page.getByRole('heading', { name: 'Menunggu pembayaran' }).waitFor()
  return payment
}

/** Moves an order's end, for us and for the sandbox. */
async function endsIn(seconds: number, { orderId }: Payment) {
  const { db } = lumiku.platform
  await db`update payments set expires_at = now() + make_interval(secs => ${seconds}) where order_id = ${orderId}`
  await db`update sandbox_checkouts set expires_at = now() + make_interval(secs => ${seconds}) where order_id = ${orderId}`
}

const askedEarlier = (seconds: number, { orderId }: Payment, { platform } = lumiku) => platform.db`
  update payments set checked_at = checked_at - make_interval(secs => ${seconds}) where order_id = ${orderId}`

test('a pending order says how, where and until when, and asks again in its turn', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  const payment = await order(page, { packId: 'topup-1500' })
  const clock = page.getByRole('timer')
  await page.waitForFunction(() =>
    /\d+ (jam|menit)/.test(document.querySelector('[role=timer]')?.textContent ?? ''),
  )
  await page.getByText(/Pilih cara bayarnya di sana, lalu bayar Rp/).waitFor()
  expect(await page.getByRole('link', { name: 'Bayar di halaman pembayaran' }).getAttribute('href')).toBe(
    payment.url,
  )
  expect(await page.getByRole('img', { name: /QRIS/ }).count()).toBe(0)

  const resting = page.getByRole('button', { name: /^Bisa dicek lagi \d+ detik lagi$/ })
  await resting.waitFor()
  expect(await resting.isDisabled()).toBe(true)
  await endsIn(1500, payment)
  await page.waitForFunction(() =>
    /^2[45]:\d\d$/.test(document.querySelector('[role=timer]')?.textContent ?? ''),
  )
  const first = await clock.textContent()
  await page.waitForFunction((was) => document.querySelector('[role=timer]')?.textContent !== was, first)
  await lookAtPage(page, 'payment-pending')

  await askedEarlier(60, payment)
  const again = page.getByRole('button', { name: 'Cek lagi', exact: true })
  await again.click()
  await resting.waitFor()
  await page.getByText(/Terakhir kami tanyakan/).waitFor()
  expect(complaints).toEqual([])
  await close()
}, 120_000)

test('time runs out in sight, the service has the last word, and money that comes late becomes credits', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  const payment = await order(page, { planId: 'basic-monthly' })
  await page.getByRole('button', { name: /^Bisa dicek lagi/ }).waitFor()
  await endsIn(6, payment)
  await page.getByRole('heading', { name: 'Waktu membayar sudah habis' }).waitFor()
  await page.getByText(/Jangan bayar pesanan ini lagi/).waitFor()
  expect(await page.getByRole('link', { name: 'Bayar di halaman pembayaran' }).count()).toBe(0)
  await lookAtPage(page, 'payment-over')

  await askedEarlier(60, payment)
  await page.getByRole('button', { name: 'Sudah bayar? Cek lagi' }).click()
  await page.getByRole('heading', { name: 'Pesanan ini sudah lewat waktunya' }).waitFor()
  await lookAtPage(page, 'payment-expired')
  const again = page.getByRole('link', { name: 'Pesan lagi' })
  expect(await again.getAttribute('href')).toBe('/pricing?buy=basic-monthly')

  await atSandbox(payment.url!, 'pay')
  await page.getByRole('heading', { name: 'Terima kasih, sudah dibayar' }).waitFor()
  const credits = Math.ceil((payment.amount * 1500) / 100_000)
  await page.getByText(new RegExp(`menjadi ${credits.toLocaleString('id')} kredit`)).waitFor()
  await page.getByRole('link', { name: 'Lihat saldo' }).waitFor()
  await page.getByText('QRIS', { exact: true }).waitFor()
  await lookAtPage(page, 'payment-late')
  expect(complaints).toEqual([])
  await close()
}, 120_000)

test('a payment that failed says so in every tab, and when it is paid after all they turn, and so does the balance of a third', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  const payment = await order(page, { packId: 'topup-1500' })
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByRole('heading', { name: 'Menunggu pembayaran' }).waitFor()
  const third = await page.context().newPage()
  await third.goto('/jobs')
  await third.getByRole('link', { name: 'Saldo: 100 kredit' }).waitFor()
  await atSandbox(payment.url!, 'fail')
  for (const tab of [page, other]) {
    await tab.getByRole('heading', { name: 'Pembayaran tidak jadi' }).waitFor()
    expect(await tab.getByRole('link', { name: 'Pesan lagi' }).getAttribute('href')).toBe(
      '/pricing?buy=topup-1500',
    )
  }
  await lookAtPage(page, 'payment-failed')
  await page.getByRole('link', { name: 'Pesan lagi' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Bayar Rp\s?100\.000/ })
    .waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Pembayaran tidak jadi' }).waitFor()

  await atSandbox(payment.url!, 'pay')
  for (const tab of [page, other]) await tab.getByText(/1\.500 kredit sudah masuk/).waitFor()
  await third.getByRole('link', { name: 'Saldo: 1.600 kredit' }).waitFor()
  await close()
}, 120_000)

test('what a service gives to pay with is shown as it gave it', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  const payment = await order(page, { packId: 'topup-1500' })
  const given = { qrString: '00020101021226550013ID.CO.LUMIKU.TEST6304ABCD', vaNumber: '7007014001234567' }
  await lumiku.platform.db`
    update payments set instructions = ${JSON.stringify(given)}::text::jsonb where order_id = ${payment.orderId}`
  await page.getByRole('img', { name: 'Kode QRIS untuk pesanan ini' }).waitFor()
  await page.getByText('7007 0140 0123 4567').waitFor()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Simpan gambar QR' }).click()
  expect((await saved).suggestedFilename()).toBe(`qris-${payment.orderId}.png`)
  await lookAtPage(page, 'payment-qris')
  expect(complaints).toEqual([])
  await close()
}, 120_000)

test('at Duitku: its own page is where to pay, and when it does not answer that is said', async () => {
  const { page, close } = await openPage(browser, atDuitku.url)
  await newcomer(page)
  duitku.control.fault(/transactionStatus/, { status: 500 }, 3)
  const payment = await order(page, { packId: 'topup-1500' }, atDuitku)
  await page.getByText('Layanan pembayaran belum menjawab').waitFor()
  await page.getByRole('button', { name: /^Bisa dicek lagi/ }).waitFor()
  const pay = page.getByRole('link', { name: 'Bayar di halaman pembayaran' })
  expect(await pay.getAttribute('href')).toStartWith(duitku.url)
  expect(await page.getByRole('img', { name: /QRIS/ }).count()).toBe(0)
  await lookAtPage(page, 'payment-unanswered')

  await askedEarlier(60, payment, atDuitku)
  await page.getByRole('button', { name: 'Cek lagi', exact: true }).click()
  await page.getByText(/Terakhir kami tanyakan/).waitFor()
  await duitku.control.pay(payment.orderId, { tell: false })
  await askedEarlier(60, payment, atDuitku)
  await page.getByRole('button', { name: 'Cek lagi', exact: true }).click()
  await page.getByRole('heading', { name: 'Terima kasih, sudah dibayar' }).waitFor()
  await close()
}, 120_000)

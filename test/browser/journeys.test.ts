import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { bringClips } from '#test/support/bring-clips.ts'
import { newcomer, openBrowser, openPage, picture } from '#test/support/browser.ts'
import { type DuitkuSimulator, startDuitkuSimulator } from '#test/support/duitku-simulator.ts'
import { reserve } from '#test/support/holds.ts'
import { rounds } from '#test/support/how-long.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { payAtSandboxPage } from '#test/support/pay-on-page.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

// The two ways of paying, each from the first page to the last, through a browser. Days pass by moving everything the database has
// written down; nothing waits.

const clips = ['car-detection.mp4', 'bottle-detection.mp4']

interface Shop {
  lumiku: TestServing
  /** Pays on the gateway's page, which leads back. */
  pay(page: Page): Promise<void>
}

let browser: Browser
let duitku: DuitkuSimulator
const shops: Record<string, Shop> = {}

beforeAll(async () => {
  browser = await openBrowser()
  duitku = startDuitkuSimulator()
  shops.sandbox = { lumiku: await serving(), pay: payAtSandboxPage }
  shops.Duitku = {
    lumiku: await serving({}, duitku.env),
    async pay(page) {
      await page.waitForURL(`${duitku.url}/**`)
      await page.locator('form[action$="/pay"] button').click()
      await page.waitForURL('**/payment/return**')
    },
  }
})
afterAll(async () => {
  await browser.close()
  for (const { lumiku } of Object.values(shops)) await lumiku.stop()
  await duitku.stop()
})

async function atTheMixer(page: Page) {
  await bringClips(page, clips)
  await page.getByRole('radio', { name: '480p' }).check()
  await page.getByRole('switch', { name: 'Ambil potongan acak tiap klip' }).check()
}

const press = (page: Page) => page.getByRole('button', { name: /^Buat 3 video/ }).click()
/** Presses, and waits until the run that starts is the one shown. */
async function startsAnother(page: Page) {
  const before = new URL(page.url()).searchParams.get('run')
  await press(page)
  await page.waitForURL((url) => ![null, before].includes(url.searchParams.get('run')))
}

const downloads = (page: Page) =>
  page.getByRole('region', { name: 'Hasil' }).getByRole('link', { name: /^Unduh .*\.mp4$/ })

/** Videos come as they finish; the heading says that the run has ended and is paid. */
async function threeCome(page: Page) {
  await page.getByRole('heading', { name: '3 video jadi' }).waitFor({ timeout: 120_000 })
  expect(await downloads(page).count()).toBe(3)
}

async function runsOf(
  { platform }: TestServing,
  accountId: string,
): Promise<{ unit: string; settled: number; status: string }[]> {
  return platform.db`
    select unit, settled, status from generations where account_id = ${accountId} order by created_at`
}

test('paying as you go: sign in, balance, free models open, pro locked, generate, run out, buy, and the run goes on', async () => {
  const { lumiku, pay } = shops.sandbox!
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  const { email, accountId } = await newcomer(page)
  await page.context().clearCookies()
  await page.goto('/sign-in?next=/studio')
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Kata sandi', { exact: true }).fill('rahasia-banget')
  await page.getByRole('button', { name: /^Masuk/ }).click()
  await page.getByRole('link', { name: 'Saldo: 100 kredit' }).waitFor()

  await page.goto('/studio/video-generator')
  const row = (name: RegExp) => page.getByRole('listitem').filter({ hasText: name })
  await row(/Kling/).getByRole('button').click()
  await page.getByRole('dialog').getByText('Model ini untuk paket Pro').waitFor()
  await page.keyboard.press('Escape')
  expect(
    await row(/Wan 2\.2/)
      .getByRole('button')
      .count(),
  ).toBe(0)

  await atTheMixer(page)
  await startsAnother(page)
  await threeCome(page)
  await page.getByRole('link', { name: 'Saldo: 94 kredit' }).waitFor()

  await page.getByRole('button', { name: 'Simpan sebagai proyek' }).click()
  await page.getByRole('textbox', { name: 'Nama proyek' }).press('Enter')
  await page.waitForURL('**/studio/video-mixer/*')
  const project = new URL(page.url()).pathname
  await page.getByText('Tersimpan', { exact: true }).waitFor()
  await reserve(lumiku.platform.db, { accountId, credits: 90 })
  await page.reload()
  await press(page)
  const refusal = page.getByRole('dialog', { name: 'Kurang 2 kredit' })
  await refusal.getByRole('button', { name: 'Beli' }).first().click()
  await page
    .getByRole('dialog', { name: 'Pembayaran' })
    .getByRole('button', { name: /^Bayar Rp\s?100\.000/ })
    .click()
  await pay(page)
  await page.getByRole('heading', { name: 'Terima kasih, sudah dibayar' }).waitFor()
  await threeCome(page)
  await picture(page, 'payment-run-goes-on-390')
  expect(await runsOf(lumiku, accountId)).toEqual([
    { unit: 'credit', settled: 6, status: 'succeeded' },
    { unit: 'credit', settled: 6, status: 'succeeded' },
  ])

  // Looking again is not asking again, and what is asked for next is something else.
  await page.reload()
  await threeCome(page)
  await page.getByRole('button', { name: 'Kembali ke meja kerja' }).click()
  await page.getByText('Sisa 1.492 kredit setelah ini').waitFor()
  expect(new URL(page.url()).pathname).toBe(project)
  await startsAnother(page)
  const [seeds] = await lumiku.platform.db`
    select count(distinct input ->> 'seed')::int as different from generations where account_id = ${accountId}`
  expect(seeds.different).toBe(3)
  expect(complaints).toEqual([])
  await close()
}, 240_000)

// The sandbox's way is walked in the other tests too; both in the long form.
test.each(['Duitku', 'sandbox'].slice(0, rounds(1, 2)))(
  'a subscriber, through %s: browse, pay, active, premium open, generate, exceed, upgrade and go on, next day, cancel, still active, ended',
  async (through) => {
    const { lumiku, pay } = shops[through]!
    const { db } = lumiku.platform
    const { page, complaints, close } = await openPage(browser, lumiku.url)
    const { accountId } = await newcomer(page)
    await db`update models set tier = 'basic' where key = 'video-mixer:ffmpeg-standard'`

    // What a plan opens is asked for first, and made once it is paid.
    await atTheMixer(page)
    await page
      .getByRole('button', { name: /^(Buat 3 video|Buka)/ })
      .last()
      .click()
    const refusal = page.getByRole('dialog', { name: /untuk paket Basic/ })
    await refusal.getByText('Basic Monthly').waitFor()
    await page.keyboard.press('Escape')

    await page.goto('/pricing')
    await page
      .getByRole('article')
      .filter({ has: page.getByRole('heading', { name: 'Basic', exact: true }) })
      .getByRole('button', { name: 'Pilih paket ini' })
      .click()
    const checkout = page.getByRole('dialog', { name: 'Pembayaran' })
    await checkout.getByRole('button', { name: /^Bayar Rp\s?99\.000/ }).click()
    await pay(page)
    await page.getByText('Basic Monthly sudah aktif.').waitFor()

    await page.goto('/studio/video-mixer')
    await startsAnother(page)
    await threeCome(page)
    expect(await runsOf(lumiku, accountId)).toEqual([{ unit: 'quota', settled: 3, status: 'succeeded' }])

    // All but one of today's fifty are used: the larger plan is paid from the refusal, and the run goes on with its quota.
    await reserve(db, { accountId, quota: 46, dailyLimit: 50 })
    await page.reload()
    await press(page)
    const exceeded = page.getByRole('dialog', { name: /Sisa kuota tinggal 1/ })
    await exceeded.getByText(/07\.00/).waitFor()
    await exceeded.getByRole('button', { name: 'Naik ke paket ini' }).click()
    await checkout.getByText('Sisa masa paketmu sekarang').waitFor()
    await checkout.getByRole('button', { name: /^Bayar Rp/ }).click()
    await pay(page)
    await page.getByText('Pro Monthly sudah aktif.').waitFor()
    await threeCome(page)
    expect(await runsOf(lumiku, accountId)).toHaveLength(2)

    await reserve(db, { accountId, quota: 48, dailyLimit: 100 })
    await page.goto('/studio/video-mixer')
    await press(page)
    await page.getByRole('dialog', { name: 'Kuota hari ini habis' }).waitFor()
    await letDaysPass(db, 1, { account: accountId })
    await page.reload()
    await startsAnother(page)
    await threeCome(page)

    await page.goto('/account/subscription')
    await page.getByRole('heading', { name: 'Pro Monthly' }).waitFor()
    await page.getByRole('button', { name: 'Berhenti langganan' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Berhenti langganan' }).click()
    await page.getByText(/Sudah dibatalkan/).waitFor()
    await page.goto('/studio/video-mixer')
    await startsAnother(page)
    await threeCome(page)

    await letDaysPass(db, 32, { account: accountId })
    await page.goto('/account/subscription')
    await page.getByRole('link', { name: /Bandingkan/ }).waitFor()
    await page.goto('/studio')
    await page.getByRole('link', { name: 'Saldo: 100 kredit' }).waitFor()
    await page.goto('/studio/video-mixer')
    await page
      .getByRole('button', { name: /^(Buat 3 video|Buka)/ })
      .last()
      .click()
    await page.getByRole('dialog', { name: /untuk paket Basic/ }).waitFor()
    expect(await runsOf(lumiku, accountId)).toEqual(
      Array(4).fill({ unit: 'quota', settled: 3, status: 'succeeded' }),
    )
    expect(complaints.filter((each) => !each.startsWith(`asked ${duitku.url}`))).toEqual([])
    await db`update models set tier = 'free' where key = 'video-mixer:ffmpeg-standard'`
    await close()
  },
  300_000,
)

test('free days are tried from a refusal, and the run that was refused starts by itself', async () => {
  const { lumiku } = shops.sandbox!
  const { db } = lumiku.platform
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  const { accountId } = await newcomer(page)
  await db`update models set tier = 'basic' where key = 'video-mixer:ffmpeg-standard'`
  await db`update plans set trial_days = 7 where plan_id = 'basic-monthly'`
  try {
    await atTheMixer(page)
    await press(page)
    const refusal = page.getByRole('dialog', { name: /untuk paket Basic/ })
    await refusal.getByRole('button', { name: 'Coba 7 hari gratis' }).waitFor()
    await picture(page, 'dialog-403-trial-390')
    expect(await refusal.evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth)).toBe(true)
    await refusal.getByRole('button', { name: 'Coba 7 hari gratis' }).click()
    const asked = page.getByRole('dialog', { name: 'Basic Monthly gratis 7 hari' })
    await picture(page, 'trial-390')
    await asked.getByRole('button', { name: 'Coba 7 hari gratis' }).click()
    await threeCome(page)
    expect(await runsOf(lumiku, accountId)).toEqual([{ unit: 'quota', settled: 3, status: 'succeeded' }])
    await page.goto('/pricing')
    await page.getByRole('link', { name: 'Lihat langganan' }).or(page.getByText('Paketmu')).first().waitFor()
    expect(await page.getByRole('button', { name: /gratis/ }).count()).toBe(0)
    expect(complaints).toEqual([])
  } finally {
    await db`update models set tier = 'free' where key = 'video-mixer:ffmpeg-standard'`
    await db`update plans set trial_days = 0 where plan_id = 'basic-monthly'`
    await close()
  }
}, 240_000)

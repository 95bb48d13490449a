import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { bringClips } from '#test/support/bring-clips.ts'
import { newcomer, openBrowser, openPage } from '#test/support/browser.ts'
import { hasFocus } from '#test/support/has-focus.ts'
import { reserve } from '#test/support/holds.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { lookAtPage } from '#test/support/look-at-page.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

const clips = ['car-detection.mp4', 'bottle-detection.mp4', 'one-by-one-person-detection.mp4']
const dailyLimit = 50

let lumiku: TestServing
let browser: Browser

beforeAll(async () => {
  lumiku = await serving()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await lumiku.stop()
})

/** Somebody with 50 runs a day, in the studio. */
async function subscriber(options: Parameters<typeof openPage>[2] = {}) {
  const opened = await openPage(browser, lumiku.url, options)
  const { accountId } = await newcomer(opened.page)
  await grantPlan(lumiku.platform.db, { accountId, planId: 'basic-monthly', reason: 'test' })
  return { ...opened, accountId }
}

const use = (accountId: string, model: string, quota: number) =>
  reserve(lumiku.platform.db, { accountId, quota, dailyLimit, description: model })

const meter = (page: Page, says: string) =>
  page.getByRole('button', { name: `Sisa kuota hari ini: ${says}`, exact: true })

test('what is left is in the header, what took it behind it, and little is said in words', async () => {
  const { page, accountId, complaints, close } = await subscriber()
  await use(accountId, 'video-mixer:ffmpeg-standard', 4)
  await use(accountId, 'poster-editor:inpaint-standard', 14)
  await page.goto('/studio')
  await meter(page, '32/50').click()
  const card = page.getByRole('dialog', { name: 'Kuota hari ini' })
  await card.getByText('Inpaint Standard').waitFor()
  expect(await card.getByRole('listitem').allTextContents()).toEqual([
    'Inpaint Standard Poster Editor14',
    'FFmpeg Standard Video Mixer4',
  ])
  await card.getByText(/Penuh lagi pukul 07\.00 WIB, .*(jam|menit) lagi/).waitFor()
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'hidden' })
  await hasFocus(meter(page, '32/50'))
  await page.keyboard.press('Enter')
  await card.waitFor()
  await lookAtPage(page, 'quota-card')

  await use(accountId, 'video-mixer:ffmpeg-standard', 23)
  await page.goto('/studio')
  await meter(page, '9/50 Hampir habis').click()
  await card.getByText('Hampir habis').waitFor()
  await card.getByText('Kalau habis, pekerjaan baru menunggu').waitFor()
  await lookAtPage(page, 'quota-low')
  await card.getByRole('link', { name: 'Rincian' }).click()
  const today = page.getByRole('region', { name: 'Kuota hari ini' })
  await today.getByText('Hampir habis').waitFor()
  await today.getByText('FFmpeg Standard').waitFor()
  await lookAtPage(page, 'quota-today')

  await use(accountId, 'video-mixer:ffmpeg-standard', 9)
  await page.reload()
  await meter(page, '0/50 Habis untuk hari ini').waitFor()
  expect(complaints).toEqual([])
  await close()
}, 120_000)

test('a run moves the quota of every open page, without reload', async () => {
  const { page, close } = await subscriber()
  const other = await page.context().newPage()
  await other.goto('/account/subscription')
  await meter(other, '50/50').click()
  const card = other.getByRole('dialog', { name: 'Kuota hari ini' })
  await card.getByText('Belum ada yang terpakai hari ini.').waitFor()
  await bringClips(page, clips)
  await page.getByRole('radio', { name: '480p' }).check()
  await page.getByRole('switch', { name: 'Ambil potongan acak tiap klip' }).check()
  await page.getByRole('button', { name: /^Buat 3 video/ }).click()
  await meter(page, '47/50').waitFor()
  await meter(other, '47/50').waitFor()
  await card.getByText('FFmpeg Standard').waitFor()
  await page.getByRole('heading', { name: '3 video jadi' }).waitFor({ timeout: 60_000 })

  await page.goto('/account/usage')
  const models = page.getByRole('list', { name: 'Menurut model' })
  await models.getByText('FFmpeg Standard').waitFor()
  expect(await models.getByRole('listitem').allTextContents()).toEqual(['FFmpeg Standard Video Mixer3'])
  await lookAtPage(page, 'usage')

  await close()
}, 180_000)

test('at seven in Jakarta the quota is full again by itself, and elsewhere the clock there is told, too', async () => {
  const { page, accountId, close } = await subscriber({ timezoneId: 'Asia/Makassar' })
  await use(accountId, 'video-mixer:ffmpeg-standard', 20)
  await page.clock.install()
  await page.goto('/studio')
  await meter(page, '30/50').click()
  const card = page.getByRole('dialog', { name: 'Kuota hari ini' })
  await card.getByText('07.00 WIB (08.00 di tempatmu)').waitFor()
  await letDaysPass(lumiku.platform.db, 1, { account: accountId })
  await page.clock.fastForward('24:00:00')
  await meter(page, '50/50').waitFor()
  await close()
}, 120_000)

test('the run bar says what a run takes of today, that little stays, and what to do when it is not enough', async () => {
  const { page, accountId, complaints, close } = await subscriber()
  await bringClips(page, clips)
  const bar = page.getByRole('region', { name: 'Harga dan tombol buat' })
  await bar.getByText('3 dari 50 hari ini, sisa 47').waitFor()
  await bar.getByText('Gratis kalau gagal').waitFor()
  await lookAtPage(page, 'run-bar')

  await use(accountId, 'video-mixer:ffmpeg-standard', 38)
  await page.reload()
  await bar.getByText('Tinggal 9 dari 50 kuota setelah ini').waitFor()
  await lookAtPage(page, 'run-bar-low')

  await use(accountId, 'video-mixer:ffmpeg-standard', 10)
  await page.reload()
  await bar.getByText('Kurang 1 kuota').waitFor()
  await bar.getByText(/Cukup untuk 2 video: .* Penuh lagi 07\.00 WIB/).waitFor()
  await bar.getByText('Gratis kalau gagal').waitFor()
  await lookAtPage(page, 'run-bar-short')

  await page.request.patch(`${lumiku.url}/api/me`, {
    data: { useCreditsAfterQuota: true },
    headers: { origin: lumiku.url },
  })
  await page.reload()
  await bar.getByText('Sisa kuota hari ini 2 tidak cukup, jadi kreditmu yang dipakai.').waitFor()
  await bar.getByText('Sisa 94 kredit setelah ini').waitFor()
  await lookAtPage(page, 'run-bar-credits')

  await reserve(lumiku.platform.db, { accountId, credits: 92 })
  await page.reload()
  await bar.getByText('Tinggal 2 kredit setelah ini').waitFor()
  await reserve(lumiku.platform.db, { accountId, credits: 8 })
  await page.reload()
  await bar.getByText('Kurang 6 kredit').waitFor()
  await bar.getByText('Tekan tombol untuk melihat pilihannya').waitFor()
  await page.getByRole('button', { name: /^Buat 3 video/ }).click()
  await page.getByRole('dialog', { name: 'Kurang 6 kredit' }).waitFor()
  expect(complaints).toEqual([])
  await close()
}, 180_000)

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { smallMedia } from '#test/media/clips.ts'
import { bringClips } from '#test/support/bring-clips.ts'
import { newcomer, openBrowser, openPage, picture } from '#test/support/browser.ts'
import { media } from '#test/support/client.ts'
import { reserve } from '#test/support/holds.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

const clips = ['car-detection.mp4', 'bottle-detection.mp4', 'one-by-one-person-detection.mp4']

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

/** Somebody new on the mixer's page with three real clips, asking for short, small videos. */
async function atTheMixer(name: string, from = smallMedia) {
  const watched = await openPage(browser, lumiku.url)
  const { page } = watched
  const { accountId } = await newcomer(page, name)
  await bringClips(page, clips, from)
  await page.getByRole('radio', { name: '480p' }).check()
  await page.getByRole('switch', { name: 'Ambil potongan acak tiap klip' }).check()
  return { ...watched, accountId }
}

const runButton = (page: Page, label: string) =>
  page.getByRole('button', { name: new RegExp(`^Buat ${label}$`) })
const results = (page: Page) => page.getByRole('region', { name: 'Hasil' })
const finished = (page: Page) => results(page).getByRole('link', { name: /^Unduh .*\.mp4$/ })
const balance = (page: Page, text: string) => page.getByRole('link', { name: `Saldo: ${text}` })

async function db(text: string, ...values: unknown[]) {
  return lumiku.platform.db.unsafe(text, values)
}

describe('the Video Mixer, on a phone', () => {
  test('pay as you go: three videos are made, and the balance falls by exactly six', async () => {
    const { page, complaints, accountId, close } = await atTheMixer('Sari', media)
    await balance(page, '100 kredit').waitFor()
    await page.getByText('Sisa 94 kredit setelah ini').waitFor()
    await runButton(page, '3 video ·\\s?6 kredit').dblclick()

    await balance(page, '94 kredit').waitFor()
    await threeCome(page)
    await playsInBrowser(page)
    const zip = await results(page).getByRole('link', { name: /ZIP/ }).getAttribute('href')
    expect((await page.request.get(zip ?? '')).headers()['content-type']).toBe('application/zip')
    await picture(page, 'mixer-done-390')
    expect(
      await db(
        'select count(*)::int as runs, sum(settled)::int as settled from generations where account_id = $1',
        accountId,
      ),
    ).toEqual([{ runs: 1, settled: 6 }] as never)

    await page.reload()
    await balance(page, '94 kredit').waitFor()
    await page.goto('/jobs')
    await page.getByRole('heading', { level: 1, name: 'Antrean' }).waitFor()
    await page.getByRole('link', { name: /^Video Mixer · 3 video/ }).waitFor()
    await page.goto('/gallery')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.goto('/account/credits')
    await page.getByText('94', { exact: true }).first().waitFor()
    expect(complaints).toEqual([])
    await close()
  }, 180_000)

  test('a subscriber: the quota in use rises by three, credits stay', async () => {
    const { page, complaints, accountId, close } = await atTheMixer('Budi')
    await grantPlan(lumiku.platform.db, { accountId, planId: 'basic-monthly', reason: 'test' })
    await page.reload()
    await runButton(page, '3 video ·\\s?3 kuota').click()
    await threeCome(page)
    await page.goto('/account/subscription')
    await page
      .getByText(/Basic Monthly/)
      .first()
      .waitFor()
    await picture(page, 'subscription-390')
    expect(
      await db("select used, held from balances where account_id = $1 and unit = 'quota'", accountId),
    ).toEqual([{ used: 3, held: 0 }] as never)
    expect(
      await db("select available from balances where account_id = $1 and unit = 'credit'", accountId),
    ).toEqual([{ available: 100 }] as never)
    expect(complaints).toEqual([])
    await close()
  }, 180_000)

  test('a model for another plan: the dialog names the tier and its price, and keeps the input', async () => {
    const { page, close } = await atTheMixer('Wati')
    await page.getByText('Sisa 94 kredit setelah ini').waitFor()
    await db("update models set tier = 'enterprise' where key = 'video-mixer:ffmpeg-standard'")
    try {
      await page.reload()
      await page.getByRole('button', { name: `Putar ${clips[0]}` }).waitFor()
      await page
        .getByRole('button', { name: /^(Buat 3 video|Buka|Lihat)/ })
        .last()
        .click()
      const dialog = page.getByRole('dialog')
      await dialog
        .getByText(/Enterprise/)
        .first()
        .waitFor()
      await dialog
        .getByText(/Rp\s?999\.000/)
        .first()
        .waitFor()
      await picture(page, 'dialog-403-390')
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: `Putar ${clips[2]}` }).waitFor()
    } finally {
      await db("update models set tier = 'free' where key = 'video-mixer:ffmpeg-standard'")
      await close()
    }
  }, 120_000)

  test('out of credits: the dialog says how many are missing and what a pack costs; nothing is held, the input stays', async () => {
    const { page, accountId, close } = await atTheMixer('Tini')
    await reserve(lumiku.platform.db, { accountId, credits: 97 })
    await page.getByRole('button', { name: /^Buat 3 video/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Kurang 3 kredit').waitFor()
    await dialog
      .getByText(/Rp\s?100\.000/)
      .first()
      .waitFor()
    await picture(page, 'dialog-402-390')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: `Putar ${clips[0]}` }).waitFor()
    expect(
      await db('select count(*)::int as runs from generations where account_id = $1', accountId),
    ).toEqual([{ runs: 0 }] as never)
    await close()
  }, 120_000)

  test('quota used up: the dialog counts down to seven in the morning', async () => {
    const { page, accountId, close } = await atTheMixer('Joko')
    await grantPlan(lumiku.platform.db, { accountId, planId: 'free-forever', reason: 'test' })
    await reserve(lumiku.platform.db, { accountId, quota: 9, dailyLimit: 10 })
    await page.reload()
    await page.getByRole('button', { name: `Putar ${clips[0]}` }).waitFor()
    await page.getByRole('button', { name: /^Buat 3 video/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByText(/07\.00/)
      .first()
      .waitFor()
    await picture(page, 'dialog-429-390')
    await close()
  }, 120_000)

  test('cancelled: everything undelivered comes back', async () => {
    const { page, accountId, close } = await atTheMixer('Ani', media)
    await page.getByRole('radio', { name: '1080p' }).check()
    const count = page.getByRole('textbox', { name: 'Berapa video?' })
    await count.fill('30')
    await count.press('Enter')
    await runButton(page, '30 video ·\\s?60 kredit').click()
    await balance(page, '40 kredit').waitFor()
    await results(page)
      .getByRole('button', { name: /^Batalkan/ })
      .click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Batalkan|Ya)/ })
      .click()
    await results(page)
      .getByText(/[Dd]ibatalkan/)
      .first()
      .waitFor()
    const [run] = await db('select status, settled, held from generations where account_id = $1', accountId)
    expect(run.status).toBe('cancelled')
    await balance(page, `${100 - run.settled} kredit`).waitFor()
    await close()
  }, 180_000)
})

/** Presses play on the first result and waits until its picture moves. */
async function playsInBrowser(page: Page) {
  await results(page)
    .getByRole('button', { name: /^Putar/ })
    .first()
    .click()
  const video = results(page).locator('video')
  await video.waitFor()
  await video.evaluate(async (element) => {
    const player = element as HTMLVideoElement
    player.muted = true
    await player.play()
    while (player.currentTime === 0)
      await new Promise((resolve) => player.addEventListener('timeupdate', resolve, { once: true }))
  })
}

/** Videos come as they finish; the heading says that the run has ended and is paid. */
async function threeCome(page: Page) {
  await results(page).getByRole('heading', { name: '3 video jadi' }).waitFor({ timeout: 120_000 })
  expect(await finished(page).count()).toBe(3)
}

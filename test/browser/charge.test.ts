import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { bringClips } from '#test/support/bring-clips.ts'
import { newcomer, openBrowser, openPage } from '#test/support/browser.ts'
import { hasFocus } from '#test/support/has-focus.ts'
import { reserve } from '#test/support/holds.ts'
import { lookAtPage } from '#test/support/look-at-page.ts'
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

test('a receipt says what a run cost and who paid, and a refusal says why, by keyboard alone', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  const { accountId } = await newcomer(page)
  await bringClips(page, clips)
  await page.getByRole('radio', { name: '480p' }).check()
  await page.getByRole('switch', { name: 'Ambil potongan acak tiap klip' }).check()

  await reserve(lumiku.platform.db, { accountId, credits: 94 })
  await page.getByRole('button', { name: /^Buat 3 video/ }).click()
  const results = page.getByRole('region', { name: 'Hasil' })
  await results.getByRole('heading', { name: '3 video jadi' }).waitFor({ timeout: 60_000 })

  const details = results.getByRole('button', { name: 'Rincian biaya' })
  await details.press('Enter')
  const receipt = page.getByRole('dialog', { name: 'Rincian biaya' })
  await receipt.getByText('Bonus pendaftaran').waitFor()
  expect(await receipt.textContent()).toMatch(/3 video × 2 kredit.*Terpakai\s*6 kredit.*Bonus pendaftaran/)
  await lookAtPage(page, 'receipt')
  await page.keyboard.press('Escape')
  await receipt.waitFor({ state: 'hidden' })
  await hasFocus(details)

  await page.goto('/jobs')
  await page.getByRole('button', { name: 'Pilihan lain' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Rincian biaya' }).press('Enter')
  await receipt.getByText('Bonus pendaftaran').waitFor()
  await page.keyboard.press('Escape')
  await receipt.waitFor({ state: 'hidden' })
  const more = page.getByRole('button', { name: 'Pilihan lain' })
  await hasFocus(more)

  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Buat lagi' }).press('Enter')
  const refusal = page.getByRole('dialog', { name: 'Kurang 6 kredit' })
  const asks = refusal.getByRole('button', { name: 'Mengapa?' })
  await asks.press('Enter')
  const why = page.getByRole('dialog', { name: 'Mengapa ditolak?' })
  await why.getByText('Jalan keluar saat itu').waitFor()
  expect(await why.textContent()).toMatch(/Kredit saat itu\s*0.*Kurang\s*6 kredit.*Rp\s?100\.000/)
  await lookAtPage(page, 'why')
  await page.keyboard.press('Escape')
  await why.waitFor({ state: 'hidden' })
  await refusal.waitFor()
  await hasFocus(asks)

  expect(complaints).toEqual([])
  await close()
}, 180_000)

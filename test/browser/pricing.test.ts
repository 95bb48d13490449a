import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { axeFinds } from '#test/support/axe.ts'
import { openBrowser, openPage, picture } from '#test/support/browser.ts'
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

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const answer = (page: Page) => page.getByRole('region', { name: 'Hasil hitungan' })

test('a stranger asks what so many videos cost, hears which way is cheaper, and can send the question on', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await page.goto('/pricing')
  await page.getByRole('radio', { name: /Video Mixer/ }).check()
  await answer(page).getByText('Free Forever sudah cukup: Rp 0 untuk 10 kuota setiap hari.').waitFor()

  const count = page.getByLabel('Jumlah video')
  await count.fill('50')
  await answer(page)
    .getByText(
      /^Langganan lebih murah: Basic Monthly Rp\s99\.000 sebulan, sedangkan kredit kira-kira Rp\s200\.000\.$/,
    )
    .waitFor()
  expect(await answer(page).textContent()).toContain('1.500 video · 3.000 kredit')
  expect(await axeFinds(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
  await picture(page, 'pricing-390')

  await page.getByRole('radio', { name: 'bulan', exact: true }).check()
  await answer(page).getByText('50 video · 100 kredit').waitFor()
  await page.getByText('Kalau dibagi rata, 2 sehari.').waitFor()
  await page.waitForURL(/count=50/)
  const question = page.url()
  await page.goto('/')
  await page.goto(question)
  await answer(page).getByText('50 video · 100 kredit').waitFor()
  expect(await count.inputValue()).toBe('50')
  expect(complaints).toEqual([])
  await close()
}, 60_000)

test('what a model can do decides what is asked, and a model above the free tier needs a plan', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url, {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
  })
  await page.goto('/pricing?cycle=yearly')
  await page.getByRole('radio', { name: /Looping Flow/ }).check()
  await page.getByRole('radio', { name: '1 jam' }).check()
  await answer(page).getByText('14 kredit atau 1 kuota').waitFor()
  await page.getByRole('radio', { name: /Video Generator/ }).check()
  await page.getByRole('radio', { name: /Kling 2\.5/ }).check()
  await page.getByRole('radio', { name: '10 detik' }).check()
  await answer(page)
    .getByText(/^Ini perlu langganan: Pro Yearly, Rp\s239\.167 sebulan, sudah cukup\.$/)
    .waitFor()
  expect(await answer(page).textContent()).toContain('Kling 2.5 hanya terbuka lewat langganan.')
  expect(page.url()).toContain('cycle=yearly')
  expect(await axeFinds(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
  await picture(page, 'pricing-1440-dark')
  expect(complaints).toEqual([])
  await close()
}, 60_000)

test('an operator’s new prices are the ones that count', async () => {
  const { db } = lumiku.platform
  await db`update plans set price = 250000 where plan_id = 'basic-monthly'`
  const { page, close } = await openPage(browser, lumiku.url)
  await page.goto('/pricing?app=video-mixer&count=50')
  await answer(page)
    .getByText(/^Kredit lebih murah: kira-kira Rp\s200\.000 sebulan, sedangkan Basic Monthly Rp\s250\.000\.$/)
    .waitFor()
  await close()
}, 60_000)

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { openBrowser, openPage, picture, signUpOnPage } from '#test/support/browser.ts'
import { media } from '#test/support/client.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let browser: Browser
let folder: string
let clip: string

beforeAll(async () => {
  lumiku = await serving()
  browser = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'looping-'))
  clip = join(folder, 'hujan.mp4')
  const small = ['-ss', '2', '-t', '3', '-i', join(media, 'car-detection.mp4'), '-vf', 'scale=256:-2']
  await runFfmpeg([...small, '-c:v', 'libx264', '-preset', 'veryfast', '-c:a', 'aac', clip])
})
afterAll(async () => {
  await browser.close()
  await lumiku.stop()
  await rm(folder, { recursive: true, force: true })
})

const results = (page: Page) => page.getByRole('region', { name: 'Hasil' })

describe('Looping Flow', () => {
  test('on a phone, by keyboard: the joint is seen before paying, an hour is made, played and sought', async () => {
    const { page, complaints, close } = await openPage(browser, lumiku.url)
    await signUpOnPage(page)
    await page.goto('/studio/looping-flow')
    await page.locator('input[type=file]').first().setInputFiles(clip)
    await page.getByText('hujan.mp4', { exact: true }).waitFor()
    await page
      .getByText(/^Nilai \d+/)
      .first()
      .waitFor()
    await page.getByLabel('Pratinjau sambungan').waitFor()

    await page.getByRole('button', { name: 'Tambah suara' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'White noise' }).focus()
    await page.keyboard.press('Enter')
    const volume = page.getByRole('slider', { name: 'Volume White noise' })
    await volume.focus()
    await page.keyboard.press('ArrowLeft')
    expect(await volume.getAttribute('aria-valuenow')).toBe('0.75')
    await page.getByRole('radio', { name: 'Bisukan' }).focus()
    await page.keyboard.press('Space')
    await page.getByText(/Kira-kira .* saat diunduh/).waitFor()
    await page.getByRole('button', { name: /^Buat 1 video panjang ·\s?14 kredit/ }).waitFor()
    await picture(page, 'looping-390')
    await page.keyboard.press('Control+Enter')

    await results(page)
      .getByRole('link', { name: /^Unduh .*\.mp4$/ })
      .waitFor({ timeout: 60_000 })
    await results(page)
      .getByRole('button', { name: /^Putar/ })
      .first()
      .click()
    const video = results(page).locator('video')
    await video.waitFor()
    const played = await video.evaluate(async (element) => {
      const player = element as HTMLVideoElement
      player.muted = true
      await player.play()
      const moved = () =>
        new Promise((resolve) => player.addEventListener('timeupdate', resolve, { once: true }))
      while (player.currentTime === 0) await moved()
      player.currentTime = 3000
      await new Promise((resolve) => player.addEventListener('seeked', resolve, { once: true }))
      while (player.currentTime <= 3000) await moved()
      return { length: player.duration, at: player.currentTime }
    })
    expect(Math.abs(played.length - 3600)).toBeLessThan(0.1)
    expect(played.at).toBeGreaterThan(3000)
    await picture(page, 'looping-done-390')
    expect(complaints).toEqual([])
    await close()
  }, 120_000)

  test('at a desk, in the dark, in English: the same page has room and says the same', async () => {
    const { page, complaints, close } = await openPage(browser, lumiku.url, {
      viewport: { width: 1440, height: 900 },
      colorScheme: 'dark',
      locale: 'en-GB',
    })
    await signUpOnPage(page)
    await page.goto('/studio/looping-flow')
    await page.locator('input[type=file]').first().setInputFiles(clip)
    await page.getByLabel(/Pratinjau sambungan|Preview of the joint/).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await picture(page, 'looping-1440-dark')
    expect(complaints).toEqual([])
    await close()
  }, 60_000)
})

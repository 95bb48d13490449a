import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { smallMedia } from '#test/media/clips.ts'
import { axeFinds } from '#test/support/axe.ts'
import { newcomer, openBrowser, openPage, picture, speak } from '#test/support/browser.ts'
import { media } from '#test/support/client.ts'
import { tabTo } from '#test/support/keyboard.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

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

const views = [
  { width: 390, height: 844, colorScheme: 'light', language: 'id' },
  { width: 1440, height: 900, colorScheme: 'dark', language: 'en' },
] as const

/** Each app with files of the person's own in it. */
const apps = [
  {
    app: 'video-mixer',
    folder: smallMedia,
    files: ['car-detection.mp4', 'bottle-detection.mp4'],
    filled: (page: Page) => page.getByRole('button', { name: /(Putar|Play) bottle-detection/ }),
    chosenFrom: /^Dari galeri$/,
    async vary(page: Page) {
      await tabTo(page, /^Ambil potongan acak tiap klip$/)
      await page.keyboard.press('Space')
    },
    run: /^Buat 3 video\W*6 kredit/,
  },
  {
    app: 'carousel-mix',
    folder: media,
    files: ['coffee.png', 'rocket.jpg', 'chelsea.png'],
    filled: (page: Page) => page.getByRole('button', { name: /(Keluarkan|Remove|Take out).* chelsea/ }),
    chosenFrom: /^Dari galeri$/,
    async vary(page: Page) {
      await tabTo(page, /^Teks slide 1/)
      await page.keyboard.type('Ngopi dulu, *yuk!*\nLima cara hemat\nRumah rapi')
    },
    run: /^Buat 3 set\W*3 kredit/,
  },
] as const

describe.each(apps)('$app', ({ app, folder, files, filled, chosenFrom, vary, run }) => {
  async function bring(page: Page) {
    await page.goto(`/studio/${app}`)
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(files.map((file) => join(folder, file)))
    await filled(page).waitFor()
  }

  test.each([...views])(
    'axe finds nothing at $width px, $colorScheme, $language',
    async (view) => {
      const { width, height, colorScheme, language } = view
      const { page, complaints, close } = await openPage(browser, lumiku.url, {
        viewport: { width, height },
        colorScheme,
      })
      await speak(page, language)
      await newcomer(page)
      await bring(page)
      for (const details of await page.locator('details > summary').all()) await details.click()
      const found = await axeFinds(page)
      await picture(page, `${app}-${width}-${colorScheme}`)
      expect(found).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      expect(complaints).toEqual([])
      await close()
    },
    120_000,
  )

  test('the main flow by keyboard alone: files from the gallery, run, result', async () => {
    const { page, close } = await openPage(browser, lumiku.url, { viewport: { width: 1280, height: 900 } })
    await newcomer(page)
    for (const file of files) {
      const multipart = { file: createReadStream(join(folder, file)) }
      expect((await page.request.post('/api/files', { multipart })).status()).toBe(201)
    }
    await page.goto(`/studio/${app}`)
    await page.getByRole('heading', { level: 1 }).waitFor()

    const slides = app === 'carousel-mix' ? files : [null]
    for (const [at, file] of slides.entries()) {
      for (let n = 0; n <= at; n++) await tabTo(page, chosenFrom)
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      for (const name of file ? [file] : files) {
        await tabTo(page, new RegExp(name))
        await page.keyboard.press('Space')
      }
      await tabTo(page, /^Pakai/)
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'hidden' })
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    }
    await filled(page).waitFor()
    await vary(page)
    await tabTo(page, run)
    await page.keyboard.press('Enter')
    const results = page.getByRole('region', { name: 'Hasil' })
    await results
      .getByRole('link', { name: /^Unduh/ })
      .first()
      .waitFor({ timeout: 90_000 })
    await tabTo(page, /^Unduh/)
    await close()
  }, 180_000)
})

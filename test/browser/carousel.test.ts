import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { openBrowser, openPage, picture, signUpOnPage } from '#test/support/browser.ts'
import { media } from '#test/support/client.ts'
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

test('carousels on a phone: pictures dropped, texts typed, sets seen, swapped and made', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await signUpOnPage(page, 'Rina')
  await page.goto('/studio/carousel-mix')
  await page.getByRole('button', { name: 'Hapus slide 3' }).click()
  const files = ['coffee.png', 'rocket.jpg', 'chelsea.png'].map((name) => join(media, name))
  await page.locator('input[type=file]').first().setInputFiles(files)
  await page.getByRole('button', { name: 'Keluarkan chelsea.png' }).waitFor()
  await page
    .getByLabel('Teks slide 1, satu per baris')
    .fill('Ngopi dulu, *yuk!* ☕\n5 cara hemat belanja untuk ibu-ibu')
  await page.getByText(/^Kontras [\d.]+ : 1/).waitFor()
  await page.getByRole('button', { name: 'Ganti set 1' }).click()
  await picture(page, 'carousel-390')
  await page.getByRole('button', { name: /^Buat 3 set ·\s?3 kredit$/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /ZIP/ }).waitFor()
  expect(complaints).toEqual([])
  await page.setViewportSize({ width: 1440, height: 1000 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, 'carousel-1440')
  await close()
}, 60_000)

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
  const table = {
    name: 'teks.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Slide 1;Slide 2\nSatu;"Dua, ya"\nTiga;'),
  }
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Teks dari CSV' }).first().click(),
  ])
  await chooser.setFiles(table)
  expect(await page.getByLabel('Teks slide 2, satu per baris').inputValue()).toBe('Dua, ya')
  expect(await page.getByLabel('Teks slide 1, satu per baris').inputValue()).toBe('Satu\nTiga')
  await page
    .getByLabel('Teks slide 1, satu per baris')
    .fill('Ngopi dulu, *yuk!* ☕\n5 cara hemat belanja untuk ibu-ibu')

  const live = page.locator('canvas[aria-label="Pratinjau slide 1"]')
  const changed = async (what: () => Promise<unknown>) => {
    const before = await live.evaluate((one) => (one as HTMLCanvasElement).toDataURL())
    await what()
    await page.waitForFunction(
      (old) =>
        document.querySelector<HTMLCanvasElement>('canvas[aria-label="Pratinjau slide 1"]')?.toDataURL() !==
        old,
      before,
    )
  }
  await page.getByText('Atur lebih rinci').click()
  await changed(() => page.getByRole('radio', { name: 'Gradasi' }).check({ force: true }))
  await changed(async () => {
    await page.getByLabel('Warna ujung gradasi', { exact: true }).fill('#00aa55')
    await page.keyboard.press('Tab')
  })
  await changed(() => page.getByLabel('Letak').selectOption('free'))
  await changed(async () => {
    await page.getByRole('slider', { name: 'Posisi tegak' }).focus()
    for (let n = 0; n < 10; n++) await page.keyboard.press('ArrowLeft')
  })
  await changed(async () => {
    await page.getByRole('slider', { name: 'Lapisan warna' }).focus()
    for (let n = 0; n < 6; n++) await page.keyboard.press('ArrowRight')
  })
  await changed(() => page.getByLabel('Lapisan bergradasi').check({ force: true }))
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
}, 90_000)

test('Thai parts into the same words in the browser as on the server', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  await page.goto('/pricing')
  const said = [
    'โปรโมชั่นพิเศษส่งฟรีทั่วประเทศ',
    'ลดราคาวันนี้เท่านั้น',
    'เป็นมนุษย์สุดประเสริฐเลิศคุณค่า',
    'กาแฟเย็นหวานน้อยแก้วละห้าสิบบาท',
    'สินค้าพร้อมส่งสั่งซื้อได้เลยค่ะ',
    'วิธีดูแลผิวหน้าให้กระจ่างใสภายในสามสิบวัน',
  ]
  const parts = (texts: string[]) =>
    texts.map((text) =>
      [...new Intl.Segmenter('th', { granularity: 'word' }).segment(text)].map(({ index }) => index),
    )
  expect(await page.evaluate(parts, said)).toEqual(parts(said))
  await close()
}, 30_000)

import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { axeFinds } from '#test/support/axe.ts'
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
  const filled = await page.getByLabel('Teks slide 2, satu per baris').elementHandle()
  await page.waitForFunction((one) => (one as HTMLTextAreaElement).value === 'Dua, ya', filled)
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
  await page.getByRole('heading', { name: '3 set jadi' }).waitFor()
  const archive = page.getByRole('link', { name: /ZIP/ })
  const zip = await page.request.get((await archive.getAttribute('href')) ?? '')

  await page.getByRole('button', { name: 'Lihat slide set_01.jpg' }).click()
  const show = page.getByRole('region', { name: 'Slide set_01.jpg' })
  const [first, second] = [1, 2].map((at) => show.getByRole('group', { name: `Slide ${at} dari 2` }))
  await first?.hover()
  await page.mouse.wheel(300, 0)
  await show.getByText('2 / 2').waitFor()
  const size = await second?.getByRole('img', { name: 'Dua, ya' }).evaluate(async (one) => {
    const slide = one as HTMLImageElement
    await slide.decode()
    return [slide.naturalWidth, slide.naturalHeight]
  })
  expect(size).toEqual([1080, 1350])
  const wanted = filed(await zip.body(), 'set_01/slide_02.jpg')
  const { name, bytes } = await saved(page, 'Simpan slide ini')
  expect(name).toBe('set_01_slide_02.jpg')
  expect(bytes.equals(wanted)).toBe(true)
  const all = await saved(page, 'Simpan 2 slide (ZIP)')
  expect(all.name).toBe('set_01.zip')
  expect(filed(all.bytes, name).equals(wanted)).toBe(true)
  expect(await axeFinds(page, '[role=dialog]')).toEqual([])
  await picture(page, 'carousel-slides-390')

  await page.goto('/gallery')
  await page.getByRole('button', { name: 'Buka set_02.jpg' }).click()
  const shown = page.getByRole('region', { name: 'Slide set_02.jpg' })
  await shown.getByRole('button', { name: 'Simpan slide ini' }).focus()
  await page.keyboard.press('ArrowRight')
  await shown.getByText('2 / 2').waitFor()
  expect(await axeFinds(page, '[role=dialog]')).toEqual([])
  await picture(page, 'carousel-gallery-390')
  expect(complaints).toEqual([])
  await page.setViewportSize({ width: 1440, height: 1000 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, 'carousel-gallery-1440')
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

async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** A file as it lies in a ZIP that was streamed: not deflated, between its header and the sums behind it. */
function filed(zip: Buffer, name: string): Buffer {
  const header = zip.indexOf(name) - 30
  const from = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
  return zip.subarray(from, zip.indexOf(Buffer.from([0x50, 0x4b, 7, 8]), from))
}

import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
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

const font = Bun.resolveSync(
  '@fontsource-variable/oswald/files/oswald-latin-wght-normal.woff2',
  import.meta.dir,
)

test('a font of one’s own: uploaded on the page, seen in the preview as in the result, and taken off', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await signUpOnPage(page, 'Rina')
  await page.goto('/studio/carousel-mix')
  await page.getByRole('button', { name: 'Hapus slide 3' }).click()
  const rocket = join(media, 'rocket.jpg')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([rocket, join(media, 'coffee.png')])
  await page.getByRole('button', { name: 'Keluarkan coffee.png' }).waitFor()
  await page.getByLabel('Teks slide 1, satu per baris').fill('Toko baru buka, Ặ Ж 한국 ไทย')
  await page.getByText('Atur lebih rinci').click()

  const upload = async (name: string, bytes: Uint8Array) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Unggah font' }).click(),
    ])
    await chooser.setFiles({ name, mimeType: '', buffer: Buffer.from(bytes) })
  }
  await upload('Palsu.ttf', new TextEncoder().encode('Aku bukan font.'))
  await page
    .getByRole('alert')
    .getByText(/^Isinya bukan video, gambar, suara, atau font/)
    .waitFor()
  await page.getByRole('button', { name: 'Batalkan Palsu.ttf' }).click()

  const before = await seen()
  await upload('Huruf Toko.woff2', await Bun.file(font).bytes())
  await page.getByRole('button', { name: 'Lepas font Huruf Toko.woff2' }).waitFor()
  // The preset asks for 800; the font ends at 700.
  await page
    .locator('[role=slider][aria-label=Ketebalan][aria-valuemax="700"][aria-valuenow="700"]')
    .waitFor()
  await page.waitForFunction(
    ([label, old]) => document.querySelector<HTMLCanvasElement>(label ?? '')?.toDataURL() !== old,
    [canvas, before],
  )
  const oswald = await seen()
  await upload('Huruf Toko.otf', await Bun.file(join(media, 'cantarell-extra-bold.otf')).bytes())
  const remove = page.getByRole('button', { name: 'Lepas font Huruf Toko.otf' })
  await remove.waitFor()
  await page.getByText('Font ini hanya punya satu ketebalan.').waitFor()
  await page.waitForFunction(
    ([label, old]) => document.querySelector<HTMLCanvasElement>(label ?? '')?.toDataURL() !== old,
    [canvas, oswald],
  )
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'carousel-font-390')
  const own = await seen()

  for (let n = 0; n < 2; n++) await page.getByRole('button', { name: 'Kurangi satu set' }).click()
  await page.getByRole('button', { name: /^Buat 1 set/ }).click()
  await page.getByRole('link', { name: /ZIP/ }).waitFor()
  const made = await madeSlide(page)
  // The photo is shrunk by another hand; letters in another face differ far more.
  const [same, ...others] = await Promise.all([own, before, oswald].map((each) => difference(each, made)))
  expect(same).toBeLessThan(Math.min(...others) / 3)

  await remove.click()
  expect(await page.getByLabel('Huruf', { exact: true }).inputValue()).toBe('montserrat')
  expect(complaints).toEqual([])
  await page.setViewportSize({ width: 1440, height: 1000 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, 'carousel-font-1440')
  await page.goto('/gallery?tab=uploads&kind=font')
  await page.getByRole('button', { name: /Huruf Toko.otf/ }).click()
  await page.getByRole('dialog').getByText('Huruf Toko.otf').first().waitFor()
  expect(await page.getByRole('button', { name: /^Putar/ }).count()).toBe(0)
  await picture(page, 'gallery-font-1440')
  await close()

  async function seen(): Promise<string> {
    await page.getByText(/^Kontras [\d.]+ : 1/).waitFor()
    return page.locator(canvas).evaluate((one) => (one as HTMLCanvasElement).toDataURL())
  }
}, 90_000)

const canvas = 'canvas[aria-label="Pratinjau slide 1"]'

/** The first slide of the newest set, taken out from behind its overview. */
async function madeSlide(page: Page): Promise<Buffer> {
  const made = await page.evaluate(async () => {
    const [newest] = (await (await fetch('/api/generations?limit=1')).json()).items
    const { outputs } = await (await fetch(`/api/generations/${newest.id}`)).json()
    const bytes = new Uint8Array(await (await fetch(outputs[0].url)).arrayBuffer())
    const [{ from, bytes: length }] = outputs[0].recipe.files
    return [...bytes.subarray(from, from + length)]
  })
  return Buffer.from(made)
}

/** Of two pictures of one slide: how much their greys differ on average, 0–255. */
async function difference(dataUrl: string, made: Buffer): Promise<number> {
  const grey = (bytes: Buffer) => sharp(bytes).resize(360, 450).greyscale().raw().toBuffer()
  const [a, b] = await Promise.all([grey(Buffer.from(dataUrl.split(',')[1] ?? '', 'base64')), grey(made)])
  return a.reduce((sum, value, n) => sum + Math.abs(value - (b[n] ?? 0)), 0) / a.length
}

import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { axeFinds } from '#test/support/axe.ts'
import { bringClips } from '#test/support/bring-clips.ts'
import { newcomer, openBrowser, openPage, picture } from '#test/support/browser.ts'
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

const clips = ['car-detection.mp4', 'bottle-detection.mp4', 'one-by-one-person-detection.mp4']
const results = (page: Page) => page.getByRole('region', { name: 'Hasil' })

test('on a phone: transition, words and an end card are set, how different the videos are is seen, and one is watched before paying', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  await bringClips(page, clips)
  await page.getByRole('switch', { name: 'Ambil potongan acak tiap klip' }).check()
  await page.getByRole('radio', { name: '480p' }).check()
  await page.getByRole('radio', { name: 'Melebur' }).check()
  await page.getByRole('slider', { name: 'Lama transisi' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByLabel('Tulisan pembuka').fill('Diskon 50 %\nGratis ongkir')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Unggah gambar' }).click(),
  ])
  await chooser.setFiles(join(media, 'coffee.png'))
  await page.getByRole('button', { name: 'Keluarkan coffee.png' }).waitFor()

  await page.getByText('dari 100').waitFor()
  await page.getByText(/Skor beda dua video yang paling mirip, yaitu nomor \d dan \d/).waitFor()
  await page.getByRole('button', { name: 'Video berikutnya' }).click()
  await page.getByRole('button', { name: 'Putar video 2' }).click()
  const video = page.getByLabel('Pratinjau video 2')
  await video.waitFor({ timeout: 60_000 })
  const played = await video.evaluate(async (element) => {
    const player = element as HTMLVideoElement
    player.muted = true
    await player.play()
    while (player.currentTime === 0)
      await new Promise((resolve) => player.addEventListener('timeupdate', resolve, { once: true }))
    return { seconds: player.duration, height: player.videoHeight }
  })
  // Three parts of three seconds less two overlaps of 0.6, and the card.
  expect(played.seconds).toBeCloseTo(3 * 3 - 2 * 0.6 + 3, 1)
  expect(played.height).toBe(426)
  await picture(page, 'mixer-preview-390')
  expect(await axeFinds(page)).toEqual([])

  await page.getByRole('button', { name: /^Buat 3 video ·\s?6 kredit$/ }).click()
  const made = results(page).getByRole('link', { name: /^Unduh .*\.mp4$/ })
  await made.nth(2).waitFor({ timeout: 90_000 })
  expect(complaints).toEqual([])
  await close()
}, 180_000)

test('what does not fit is said where it can be put right, and nothing can be looked at until it is', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url, {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
  })
  await newcomer(page)
  await bringClips(page, clips.slice(0, 2))
  await movesByKeyboard(page)
  await page.getByLabel('Tulisan pembuka').fill(`Hemat\n${'x'.repeat(130)}`)
  await page.getByText('Baris 2 dipotong: paling banyak 120 huruf.').waitFor()
  await page.getByRole('switch', { name: 'Ambil potongan acak tiap klip' }).check()
  const window = page.getByRole('slider', { name: 'Paling lama per klip' })
  await window.focus()
  await page.keyboard.press('Home')
  await page.getByRole('radio', { name: 'Sapu' }).check()
  const seconds = page.getByRole('slider', { name: 'Lama transisi' })
  await seconds.focus()
  await page.keyboard.press('End')
  await page
    .getByText(/Transisi paling lama 0,2 detik/)
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: 'Putar video 1' }).isDisabled()).toBe(true)
  await seconds.focus()
  await page.keyboard.press('Home')
  await page.getByRole('button', { name: 'Putar video 1', exact: true }).click()
  await page.getByLabel('Pratinjau video 1').waitFor({ timeout: 60_000 })
  await picture(page, 'mixer-preview-1440-dark')
  expect(complaints).toEqual([])
  await close()
}, 120_000)

/** The second clip is put first, undone, and joined to another group, without a pointer. */
async function movesByKeyboard(page: Page) {
  const [car, bottle] = ['car-detection.mp4', 'bottle-detection.mp4']
  const first = (name: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: /^Pindahkan / }) })
      .first()
      .getByRole('button', { name: `Pindahkan ${name}` })
      .waitFor()
  const move = async (name: string, key: string, over: string) => {
    await page.getByRole('button', { name: `Pindahkan ${name}` }).focus()
    await page.keyboard.press('Space')
    await page.locator('[aria-pressed=true]').waitFor()
    // Where it can go is measured a moment after it is lifted: who hears of no move presses again.
    const told = page.getByText(over)
    while ((await told.count()) === 0) await page.keyboard.press(key, { delay: 50 })
    await page.keyboard.press('Space')
  }
  await move(bottle, 'ArrowLeft', `${bottle} di atas ${car}.`)
  await first(bottle)
  await page.keyboard.press('Control+z')
  await first(car)
  await page.getByRole('radio', { name: 'Berurutan' }).check()
  await page.getByRole('heading', { name: 'Grup B' }).waitFor()
  await move(bottle, 'ArrowUp', `${bottle} di atas ${car}.`)
  await page.getByRole('heading', { name: 'Grup B' }).waitFor({ state: 'detached' })
  await first(bottle)
  await page.getByRole('radio', { name: 'Tidak', exact: true }).check()
}

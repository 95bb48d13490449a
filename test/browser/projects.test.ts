import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import type { Browser, Page, Request } from 'playwright-core'
import { smallMedia } from '#test/media/clips.ts'
import { axeFinds } from '#test/support/axe.ts'
import { bringClips } from '#test/support/bring-clips.ts'
import { newcomer, openBrowser, openPage } from '#test/support/browser.ts'
import { lookAtPage } from '#test/support/look-at-page.ts'
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

const clips = ['car-detection.mp4', 'bottle-detection.mp4']
const late = 'one-by-one-person-detection.mp4'
const switcher = (page: Page) => page.getByRole('button', { name: /^Ganti proyek/ })
const saved = (page: Page) => page.getByText('Tersimpan', { exact: true }).waitFor()
const chosen = (page: Page, name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) })

/** Does something, and waits until its change has been saved. */
async function savedAfter(page: Page, change: () => Promise<unknown>) {
  const [answer] = await Promise.all([
    page.waitForResponse(
      (one) => one.request().method() === 'PUT' && /\/api\/projects\//.test(one.url()) && one.ok(),
    ),
    change(),
  ])
  await saved(page)
  return answer
}

test('work becomes a project, is saved by itself, and two tabs agree or say why not', async () => {
  const { page, complaints, close } = await openPage(browser, lumiku.url)
  await newcomer(page)
  await bringClips(page, clips)
  await page.getByRole('switch', { name: 'Ambil potongan acak tiap klip' }).check()
  expect(await switcher(page).count()).toBe(0)

  const pieces = Promise.withResolvers<void>()
  await page.route('**/api/uploads/**', async (route) => {
    await pieces.promise
    await route.continue()
  })
  await page.locator('input[type=file]').first().setInputFiles(join(smallMedia, late))
  await page.getByRole('button', { name: 'Simpan sebagai proyek' }).click()
  const name = page.getByRole('textbox', { name: 'Nama proyek' })
  await name.fill('')
  await name.press('Enter')
  await page.getByText('Isi namanya dulu.').waitFor()
  await name.fill('Promo Lebaran')
  // What it costs is asked for with the project's name, as files are called by it.
  const asksInItsName = (asked: Request) =>
    /\/quote$/.test(asked.url()) && asked.postDataJSON().project === 'Promo Lebaran'
  await Promise.all([page.waitForRequest(asksInItsName), name.press('Enter')])
  await page.waitForURL('**/studio/video-mixer/*')
  await saved(page)
  // What was on its way when the work got its name arrives in the project.
  await savedAfter(page, async () => {
    pieces.resolve()
    await page.getByRole('button', { name: `Putar ${late}` }).waitFor()
  })
  await page.unroute('**/api/uploads/**')
  expect(await page.title()).toBe('Video Mixer: Promo Lebaran · Lumiku')
  const address = page.url()

  await savedAfter(page, () => chosen(page, '480p').check())
  await page.reload()
  await saved(page)
  expect(await chosen(page, '480p').isChecked()).toBe(true)
  await savedAfter(page, () => chosen(page, '1080p').check())
  await savedAfter(page, () => page.keyboard.press('Control+z'))
  expect(await chosen(page, '480p').isChecked()).toBe(true)

  const other = await page.context().newPage()
  await other.goto(address)
  await savedAfter(other, () => chosen(other, '1:1').check())
  await page.getByText('Diperbarui dari tab atau perangkat lain.').waitFor()
  expect(await chosen(page, '1:1').isChecked()).toBe(true)
  await other.close()

  await page.context().setOffline(true)
  await chosen(page, '4:5').check()
  await page.getByText('Belum tersimpan', { exact: true }).waitFor()
  // Another device saves in the meantime.
  const path = address.replace('/studio/video-mixer/', '/api/projects/')
  const elsewhere = await openPage(browser, lumiku.url, { storageState: await page.context().storageState() })
  await elsewhere.page.goto(address)
  await savedAfter(elsewhere.page, () => chosen(elsewhere.page, '16:9').check())
  await elsewhere.close()
  await page.context().setOffline(false)
  await page.getByRole('alert').getByText('Proyek ini juga diubah').waitFor()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: 'Simpan punyaku sebagai salinan' }).click()
  await page.waitForURL((url) => /video-mixer\//.test(url.href) && url.href !== address)
  await saved(page)
  expect(await chosen(page, '4:5').isChecked()).toBe(true)
  expect((await (await page.request.get(path)).json()).document.format.aspect).toBe('16:9')

  await switcher(page).click()
  const list = page.getByRole('dialog', { name: 'Proyek Video Mixer' })
  await list.getByRole('link', { name: /^Promo Lebaran \(salinan\)/ }).waitFor()
  await lookAtPage(page, 'project-list')
  await list.getByRole('button', { name: 'Pilihan untuk Promo Lebaran (salinan)' }).click()
  await page.getByRole('menuitem', { name: 'Ubah nama' }).click()
  await page.getByRole('textbox', { name: 'Nama proyek' }).fill('Lebaran tegak')
  await page.getByRole('button', { name: 'Simpan', exact: true }).click()
  await list.getByRole('link', { name: /^Lebaran tegak/ }).waitFor()
  await page.keyboard.press('Escape')
  await switcher(page).getByText('Lebaran tegak').waitFor()

  await switcher(page).click()
  await list.getByRole('button', { name: 'Pilihan untuk Lebaran tegak' }).click()
  await page.getByRole('menuitem', { name: 'Hapus' }).click()
  await page.waitForURL('**/studio/video-mixer')
  await page.getByText('Taruh klipmu di sini').waitFor()
  await page.getByRole('button', { name: 'Kembalikan' }).click()
  await page.waitForURL('**/studio/video-mixer/*')
  await switcher(page).getByText('Lebaran tegak').waitFor()

  await page.goto('/studio/video-mixer/00000000-0000-7000-8000-000000000000')
  await page.getByRole('heading', { level: 1, name: 'Proyek ini tidak ada' }).waitFor()
  expect(complaints).toEqual([])
  await close()
}, 120_000)

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { axeFinds } from '#test/support/axe.ts'
import { openBrowser, openPage, picture, signUpOnPage } from '#test/support/browser.ts'
import { media } from '#test/support/client.ts'
import { tabTo } from '#test/support/keyboard.ts'
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
      .getByRole('link', { name: /^Unduh hujan .*\.mp4$/ })
      .waitFor({ timeout: 60_000 })
    const parts: string[] = []
    let transferred = 0
    page.on('response', (answer) => {
      if (answer.request().resourceType() !== 'media') return
      const { 'content-range': range, 'content-length': length } = answer.headers()
      transferred += Number(length)
      parts.push(`${answer.status()} ${range} ${length}`)
    })
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
      const seek = (at: number) => {
        player.currentTime = at
        return new Promise((resolve) => player.addEventListener('seeked', resolve, { once: true }))
      }
      const places: number[] = []
      player.pause()
      for (const at of [3599.5, 17.25, 2718.28]) {
        await seek(at)
        places.push(Math.abs(player.currentTime - at))
      }
      await seek(3000)
      await player.play()
      while (player.currentTime <= 3000) await moved()
      const at = player.currentTime
      await seek(3599.8)
      if (player.paused && !player.ended) await player.play()
      if (!player.ended)
        await new Promise((resolve) => player.addEventListener('ended', resolve, { once: true }))
      return { length: player.duration, at, end: player.currentTime, off: Math.max(...places) }
    })
    expect(Math.abs(played.length - 3600)).toBeLessThan(0.1)
    expect(played.at).toBeGreaterThan(3000)
    expect(played.off).toBeLessThan(0.05)
    expect(Math.abs(played.end - 3600)).toBeLessThan(0.1)
    // An hour is played from the form that holds each sample once.
    const { items } = await (await page.request.get('/api/files?origin=output')).json()
    expect({ parts, little: transferred > 0 && transferred < items[0].bytes / 10 }).toMatchObject({
      little: true,
    })
    await picture(page, 'looping-done-390')
    expect(complaints).toEqual([])
    await close()
  }, 120_000)

  test('by the Tab key alone: a clip from the gallery, ten minutes, run, play; then its other forms', async () => {
    const { page, complaints, close } = await openPage(browser, lumiku.url, {
      viewport: { width: 1440, height: 900 },
    })
    await signUpOnPage(page)
    const sent = await page.request.post('/api/files', {
      multipart: {
        file: {
          name: 'hujan.mp4',
          mimeType: 'video/mp4',
          buffer: Buffer.from(await Bun.file(clip).bytes()),
        },
      },
      headers: { origin: lumiku.url },
    })
    expect(sent.status()).toBe(201)
    await page.goto('/studio/looping-flow')
    await tabTo(page, /^Dari galeri$/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, /hujan\.mp4/)
    await page.keyboard.press('Space')
    await tabTo(page, /^Pakai/)
    await page.keyboard.press('Enter')
    await page.getByLabel('Pratinjau sambungan').waitFor()

    await tabTo(page, /^1 jam$/)
    await page.keyboard.press('ArrowLeft')
    expect(await page.getByRole('radio', { name: '10 menit' }).isChecked()).toBe(true)
    await tabTo(page, /^Buat 1 video panjang/)
    await page.keyboard.press('Enter')
    const link = results(page).getByRole('link', { name: /^Unduh hujan.*\.mp4$/ })
    await link.waitFor({ timeout: 60_000 })
    expect(await axeFinds(page)).toEqual([])
    // A player that cannot make anything of the small form is given the ordinary one.
    const unreadable = '**/files/**form=compact**'
    await page.route(unreadable, (route) => route.fulfill({ contentType: 'video/mp4', body: 'no film' }))
    await tabTo(page, /^Putar hujan .*/)
    await page.keyboard.press('Enter')
    await results(page).locator('video:not([src*="form=compact"])').waitFor()
    await page.unroute(unreadable)
    const seconds = await results(page)
      .locator('video')
      .evaluate(async (element) => {
        const player = element as HTMLVideoElement
        player.muted = true
        await player.play()
        return player.duration
      })
    expect(Math.abs(seconds - 600)).toBeLessThan(0.1)

    const compact = results(page).getByRole('link', { name: /^Unduh versi ringkas/ })
    const small = await page.request.get((await compact.getAttribute('href')) ?? '')
    expect([small.status(), small.headers()['content-type']]).toEqual([200, 'video/mp4'])
    const sought = await results(page)
      .locator('video')
      .evaluate(
        async (element, href) => {
          const player = element as HTMLVideoElement
          const once = (name: string) =>
            new Promise((resolve) => player.addEventListener(name, resolve, { once: true }))
          player.src = href
          await once('loadedmetadata')
          for (const at of [599.5, 3, 314.15]) {
            player.currentTime = at
            await once('seeked')
          }
          await player.play()
          while (player.currentTime <= 314.15) await once('timeupdate')
          player.pause()
          return { length: player.duration, wide: player.videoWidth }
        },
        (await compact.getAttribute('href')) ?? '',
      )
    expect([Math.round(sought.length), sought.wide]).toEqual([600, 256])
    const plain = await (await page.request.get((await link.getAttribute('href')) ?? '')).body()
    expect((await small.body()).length).toBeLessThan(plain.length / 4)
    await picture(page, 'looping-forms-1440')
    await tabTo(page, /^Simpan sebagai file biasa/)
    await page.keyboard.press('Enter')
    await results(page).getByText('Sudah tersimpan sebagai file biasa').waitFor()
    const [kept] = (await (await page.request.get('/api/files?origin=output')).json()).items
    expect(kept.storedBytes).toBe(plain.length)
    expect(Buffer.compare(await (await page.request.get(kept.url)).body(), plain)).toBe(0)

    await page.goto('/gallery')
    await page.getByRole('button', { name: /hujan/ }).first().click()
    await page.getByRole('dialog').getByRole('link', { name: 'Unduh' }).waitFor()
    expect(await page.getByRole('dialog').getByText('Simpan sebagai file biasa').count()).toBe(0)
    expect(complaints).toEqual([])
    await close()
  }, 180_000)

  test.each([
    [390, 'light', 'id'],
    [1440, 'dark', 'en'],
  ] as const)(
    'axe finds nothing, %d px, %s, %s',
    async (width, colorScheme, locale) => {
      const { page, complaints, close } = await openPage(browser, lumiku.url, {
        viewport: { width, height: 900 },
        colorScheme,
      })
      await signUpOnPage(page)
      await page.evaluate((chosen) => localStorage.setItem('lumiku.locale', chosen), locale)
      await page.goto('/studio/looping-flow')
      await page.locator('input[type=file]').first().waitFor({ state: 'attached' })
      expect(await axeFinds(page)).toEqual([])
      await page.locator('input[type=file]').first().setInputFiles(clip)
      await page.getByLabel(locale === 'id' ? 'Pratinjau sambungan' : 'Preview of the joint').waitFor()
      await page.getByRole('button', { name: locale === 'id' ? 'Tambah suara' : 'Add a sound' }).click()
      await page.getByRole('menuitem', { name: 'White noise' }).click()
      await page.getByRole('menuitem', { name: 'White noise' }).waitFor({ state: 'hidden' })
      for (const details of await page.locator('details > summary').all()) await details.click()
      expect(await axeFinds(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      const say = (id: string, en: string) => (locale === 'id' ? id : en)
      await page.getByRole('radio', { name: say('Lainnya', 'Other') }).check()
      await page.getByRole('textbox', { name: say('Jam', 'Hours') }).fill('9')
      await page.getByRole('textbox', { name: say('Menit', 'Minutes'), exact: true }).fill('30')
      await page.getByRole('button', { name: say('Dengarkan campuran', 'Listen to the mix') }).click()
      await page.getByRole('button', { name: say('Berhenti', 'Stop') }).waitFor()
      await picture(page, `looping-${width}-${colorScheme}-${locale}`)
      // Nine and a half hours: a draft keeps them, and too little storage is said before anything is pressed.
      await lumiku.platform.db`update accounts set storage_limit = storage_used(id) + 1000`
      await page.reload()
      await page.getByText(say('Penyimpananmu tidak cukup', 'There is not enough storage')).waitFor()
      await page.getByRole('button', { name: /·\s?116 (kredit|credits)/ }).waitFor()
      await lumiku.platform.db`update accounts set storage_limit = storage_used(id) + 1000000000`
      expect(complaints).toEqual([])
      await close()
    },
    60_000,
  )
})

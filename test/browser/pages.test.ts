import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { axeFinds } from '#test/support/axe.ts'
import { newcomer, openBrowser, openPage, picture, signUpOnPage, speak } from '#test/support/browser.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

const open = ['/', '/pricing', '/sign-in', '/sign-up', '/reset', '/verify', '/nothing-here']
const signedIn = [
  '/studio',
  '/studio/video-mixer',
  '/studio/carousel-mix',
  '/studio/looping-flow',
  '/studio/video-generator',
  '/jobs',
  '/gallery',
  '/account',
  '/account/credits',
  '/account/usage',
  '/account/subscription',
  '/account/security',
  '/account/profile',
]
// Somebody who pays as they go, and a subscriber.
const views = [
  { width: 390, height: 844, colorScheme: 'light', language: 'id', planId: null },
  { width: 1440, height: 900, colorScheme: 'dark', language: 'en', planId: 'pro-monthly' },
] as const

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

describe.each([...views])(
  'every page at $width px, $colorScheme, $language',
  ({ width, height, colorScheme, language, planId }) => {
    test('has nothing for axe to find, never scrolls sideways, and asks nobody but Lumiku', async () => {
      const { page, complaints, close } = await openPage(browser, lumiku.url, {
        viewport: { width, height },
        colorScheme,
      })
      await speak(page, language)
      const found: string[] = []
      async function look(path: string) {
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        await page.locator('h1').first().waitFor()
        for (const finding of await axeFinds(page)) found.push(`${path}: ${finding}`)
        // What fits a phone and a desk can still be too wide for what lies between.
        for (const within of [width, 768]) {
          await page.setViewportSize({ width: within, height })
          const wide = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          if (wide > 0) found.push(`${path}: scrolls ${wide} px sideways at ${within}`)
        }
        await page.setViewportSize({ width, height })
        if (found.length > 0) await picture(page, `found${path.replaceAll('/', '_')}-${width}`)
      }

      for (const path of open) await look(path)
      const { accountId } = await newcomer(page)
      if (planId) await grantPlan(lumiku.platform.db, { accountId, planId, reason: 'test' })
      for (const path of signedIn) await look(path)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      expect(found).toEqual([])
      expect(complaints).toEqual([])
      await close()
    }, 240_000)
  },
)

test('the first page fits a phone on a slow line: at most 200 kB of script, compressed', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  const scripts: string[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.url())
  })
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  let bytes = 0
  for (const url of scripts) bytes += Bun.gzipSync(await (await fetch(url)).bytes()).length
  expect(scripts.length).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(200 * 1024)
  await close()
}, 60_000)

test('a page that needs somebody sends them to sign in, and back to where they were', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  const email = await signUpOnPage(page)
  await page.context().clearCookies()
  await page.goto('/account/credits')
  await page.waitForURL('**/sign-in**')
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Kata sandi', { exact: true }).fill('wrong-password')
  await page.getByRole('button', { name: /^Masuk/ }).click()
  await page
    .getByText(/(salah|cocok)/i)
    .first()
    .waitFor()
  await page.getByLabel('Kata sandi', { exact: true }).fill('rahasia-banget')
  await page.getByRole('button', { name: /^Masuk/ }).click()
  await page.waitForURL('**/account/credits')
  await close()
}, 60_000)

import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { axeFinds } from './axe.ts'
import { picture } from './browser.ts'

const views = [
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
] as const

/** Looks at a page as it is, at a desk in the dark and on a phone by day: axe finds nothing, nothing scrolls sideways. It stays on the phone. */
export async function lookAtPage(page: Page, name: string): Promise<void> {
  // A tab behind others is not drawn.
  await page.bringToFront()
  for (const { width, height, colorScheme } of views) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
    expect({ width, finds: await axeFinds(page) }).toEqual({ width, finds: [] })
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect({ width, sideways }).toEqual({ width, sideways: 0 })
    await picture(page, `${name}-${width}`)
  }
}

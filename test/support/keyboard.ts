import type { Page } from 'playwright-core'

/** Presses Tab until what has the focus is called this, as somebody without a mouse gets there. */
export async function tabTo(page: Page, name: RegExp, most = 150): Promise<void> {
  const passed: string[] = []
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab')
    const called = await page.evaluate(() => {
      const focused = document.activeElement === document.body ? null : document.activeElement
      const labels = (focused as HTMLInputElement | null)?.labels
      return (
        focused?.getAttribute('aria-label') ??
        labels?.[0]?.textContent ??
        focused?.textContent ??
        ''
      ).replace(/\s+/g, ' ')
    })
    if (name.test(called)) return
    passed.push(called.slice(0, 40))
  }
  throw new Error(`Tab never came to ${name}, but by: ${passed.join(' | ')}`)
}

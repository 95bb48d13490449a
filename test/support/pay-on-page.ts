import type { Page } from 'playwright-core'

/** Chooses QRIS on the sandbox's page and pays; it leads back. */
export async function payAtSandboxPage(page: Page): Promise<void> {
  await page.waitForURL('**/sandbox/pay/**')
  await page.locator('button[value=NQ]').click()
  await page.locator('form[action*="/pay?"] button').click()
  await page.waitForURL('**/payment/return**')
}

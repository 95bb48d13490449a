import type { Locator } from 'playwright-core'

/** Waits until this has the focus: what gives it back after a dialog does so a moment after the dialog is gone. */
export async function hasFocus(what: Locator): Promise<void> {
  const element = await what.elementHandle()
  await what.page().waitForFunction((seen) => seen === document.activeElement, element)
}

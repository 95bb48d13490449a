import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { smallMedia } from '#test/media/clips.ts'

/** Opens the Video Mixer and brings these clips from this device, until all are there. */
export async function bringClips(page: Page, clips: readonly string[], from = smallMedia): Promise<void> {
  await page.goto('/studio/video-mixer')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(clips.map((clip) => join(from, clip)))
  for (const clip of clips) await page.getByRole('button', { name: `Putar ${clip}` }).waitFor()
}

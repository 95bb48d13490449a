import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds wrong by WCAG 2.2 AA, as `rule at place`; on the whole page, or `within` one part of it. */
export async function axeFinds(page: Page, within?: string): Promise<string[]> {
  // What is right is not told place by place. The options come first: they would put the tags aside.
  // No page of ours has frames of elsewhere: what is found needs no second, blank page to be put together on.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations } = await (within ? axe.include(within) : axe).analyze()
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}

// What `./lumiku bench [name …]` runs. Each bench measures itself against a baseline of the same run, prints a table and
// writes the figures as JSON beside it.
export const benches: Record<string, () => Promise<{ run(): Promise<void> }>> = {
  billing: () => import('./billing/renewals.ts'),
  carousel: () => import('./media/carousel.ts'),
  ledger: () => import('./ledger/ledger.ts'),
  looping: () => import('./media/looping.ts'),
  mixer: () => import('./media/mixer.ts'),
}

/** Several by one name. */
const together: Record<string, string[]> = { media: ['mixer', 'looping', 'carousel'] }

const asked = process.argv
  .slice(2)
  .filter((word) => !word.startsWith('--'))
  .flatMap((word) => together[word] ?? [word])
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(
    `No bench ${unknown.join(', ')}. There is: ${[...Object.keys(benches), ...Object.keys(together)].join(', ')}.`,
  )
  process.exit(64)
}
for (const name of asked.length > 0 ? asked : Object.keys(benches)) await (await benches[name]?.())?.run()

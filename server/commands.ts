import { admin } from '#server/admin/admin-command.ts'
import { bookRules } from '#server/generations/book-rules.ts'
import { brokenOf, proveBooks, tellProof } from '#server/ledger/prove-books.ts'
import type { Config } from '#server/platform/config.ts'
import { type OpenPlatform, openPlatform } from '#server/platform/open-platform.ts'
import { serve } from './serve.ts'

type Command = (config: Config, args: string[]) => Promise<number>

/** What `./lumiku <command>` runs inside the application. Resolves to the exit code. */
export const commands: Record<string, Command> = {
  start: (config) => serve(config, { api: true, worker: true }),
  api: (config) => serve(config, { api: true, worker: false }),
  worker: (config) => serve(config, { api: false, worker: true }),

  migrate: (config) =>
    within(config, async ({ migrated }) => {
      console.log(
        migrated.length === 0
          ? 'The database is up to date.'
          : `Applied:\n${migrated.map((name) => `  ${name}`).join('\n')}`,
      )
      return 0
    }),

  /** `--exact` compares every key instead of weighing all of them at once: slower by far, and certain. */
  reconcile: (config, args) =>
    within(config, async (platform) => {
      const proof = await proveBooks(platform, bookRules, { exact: args.includes('--exact') })
      console.log(tellProof(proof))
      return brokenOf(proof).length > 0 ? 1 : 0
    }),

  admin: (config, args) => within(config, (platform) => admin(platform, args)),
}

/** Opens the platform quietly for one piece of work against the running database, or against its own when none runs. */
async function within(config: Config, work: (platform: OpenPlatform) => Promise<number>): Promise<number> {
  const platform = await openPlatform({ ...config, logLevel: 'warn' })
  try {
    return await work(platform)
  } finally {
    await platform.close()
  }
}

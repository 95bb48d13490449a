import { accountsJobs } from '#server/accounts/jobs.ts'
import { accountsLetters } from '#server/accounts/letters.tsx'
import { billingJobs } from '#server/billing/jobs.ts'
import { billingLetters } from '#server/billing/letters.tsx'
import { eventJobs } from '#server/events/jobs.ts'
import { fileJobs } from '#server/files/jobs.ts'
import { bookRules } from '#server/generations/book-rules.ts'
import { generationJobs } from '#server/generations/jobs.ts'
import { performGeneration } from '#server/generations/perform.ts'
import { ledgerJobs } from '#server/ledger/jobs.ts'
import { platformJobs } from '#server/platform/jobs.ts'
import { sendLetter } from '#server/platform/mail/send-letter.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'

/** Every job and clock of Lumiku, in one list. `handBack` aborts when running work must return to the queue. */
export function jobs(platform: Platform, handBack: AbortSignal): Jobs {
  const slices: Jobs[] = [
    platformJobs(platform),
    eventJobs(platform),
    accountsJobs(platform),
    fileJobs(platform, handBack),
    ledgerJobs(platform, bookRules),
    billingJobs(platform),
    generationJobs(platform),
  ]
  return {
    tasks: {
      perform: (payload) =>
        performGeneration(platform, (payload as { generationId: string }).generationId, handBack),
      // Letters leave as soon as they are owed.
      send_letter: sendLetter(platform, { ...accountsLetters, ...billingLetters }),
      ...Object.assign({}, ...slices.map(({ tasks }) => tasks)),
    },
    clocks: slices.flatMap(({ clocks }) => clocks),
  }
}

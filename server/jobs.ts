import { fileJobs } from '#server/files/jobs.ts'
import { performGeneration } from '#server/generations/perform.ts'
import { sendLetter } from '#server/platform/mail/send-letter.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'

/** Every job and clock of Lumiku, in one list. */
export function jobs(platform: Platform): Jobs {
  const files = fileJobs(platform)
  return {
    tasks: {
      perform: (payload) =>
        performGeneration(platform, (payload as { generationId: string }).generationId, platform.stopping),
      send_letter: sendLetter(platform),
      ...files.tasks,
    },
    clocks: [...files.clocks],
  }
}

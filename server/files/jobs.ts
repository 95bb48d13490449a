import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'
import { sweepLooseKeys, sweepUploads } from './sweep.ts'

/** Every ten minutes: bytes without an owner, and uploads nobody came back to. */
export function fileJobs(platform: Platform): Jobs {
  return {
    tasks: {
      sweep_files: async () => {
        await sweepLooseKeys(platform)
        await sweepUploads(platform)
      },
    },
    clocks: [{ task: 'sweep_files', cron: '*/10 * * * *' }],
  }
}

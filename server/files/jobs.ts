import type { Platform } from '#server/platform/platform.ts'
import type { Jobs } from '#server/platform/queue.ts'
import { sweepLooseKeys, sweepUploads } from './sweep.ts'
import { writeOutAsset } from './write-out.ts'

/** Films that are written out; every ten minutes: bytes without an owner, and uploads nobody came back to. `handBack` aborts when work must stop. */
export function fileJobs(platform: Platform, handBack: AbortSignal): Jobs {
  return {
    tasks: {
      write_out_file: (payload) =>
        writeOutAsset(platform, (payload as { assetId: string }).assetId, handBack),
      sweep_files: async () => {
        await sweepLooseKeys(platform)
        await sweepUploads(platform)
      },
    },
    clocks: [{ task: 'sweep_files', cron: '*/10 * * * *' }],
  }
}

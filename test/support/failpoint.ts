import { writeFileSync } from 'node:fs'

/** Kills this process at the point that LUMIKU_FAILPOINT names, the first time it is reached; LUMIKU_FAILPOINT_MARK is a file that then says so. */
export async function failpoint(name: string): Promise<void> {
  if (process.env.LUMIKU_FAILPOINT !== name) return
  if (process.env.LUMIKU_FAILPOINT_MARK) writeFileSync(process.env.LUMIKU_FAILPOINT_MARK, name)
  process.kill(process.pid, 'SIGKILL')
  // The signal needs no more than this turn; nothing of ours may run after it.
  await new Promise(() => {})
}

import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Does what LUMIKU_FAILPOINTS says, such as `output-made=pause ended=kill`, when a point is reached for the first time: kills this process
 * with SIGKILL, throws, or waits until the file `<point>.go` is there. A file of the point's name then says that it was reached. Both
 * lie in the folder LUMIKU_FAILPOINT_MARKS.
 */
export async function failpoint(name: string): Promise<void> {
  const deed = deeds.get(name)
  if (!deed) return
  deeds.delete(name)
  const mark = join(process.env.LUMIKU_FAILPOINT_MARKS ?? '.', name)
  writeFileSync(mark, deed)
  if (deed === 'throw') throw new Error(`thrown at ${name}`)
  if (deed === 'kill') {
    process.kill(process.pid, 'SIGKILL')
    // The signal needs no more than this turn; nothing of ours may run after it.
    await new Promise(() => {})
  }
  while (!existsSync(`${mark}.go`)) await Bun.sleep(10)
}

const deeds = new Map(
  (process.env.LUMIKU_FAILPOINTS ?? '')
    .split(' ')
    .filter(Boolean)
    .map((each) => each.split('=') as [string, 'kill' | 'pause' | 'throw']),
)

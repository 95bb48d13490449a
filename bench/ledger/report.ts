import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Db } from '#server/platform/db.ts'

export interface Row {
  measure: string
  bar: string
  aim: string
  measured: string
  holds: boolean | null
}

/** A ratio against its bar. */
export function ratio(
  measure: string,
  value: number,
  { atLeast, atMost, aim }: { atLeast?: number; atMost?: number; aim?: number },
): Row {
  const sign = atLeast === undefined ? '≤' : '≥'
  return {
    measure,
    bar: `${sign} ${atLeast ?? atMost}`,
    aim: aim === undefined ? '' : `${sign} ${aim}`,
    measured: value.toFixed(2),
    holds: atLeast === undefined ? value <= atMost! : value >= atLeast,
  }
}

export async function report(rows: Row[], details: Record<string, unknown>): Promise<void> {
  const widths = (['measure', 'bar', 'aim', 'measured'] as const).map((key) =>
    Math.max(key.length, ...rows.map((row) => row[key].length)),
  )
  const line = (cells: string[]) => cells.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')
  console.log(line(['measure', 'bar', 'aim', 'measured']))
  for (const row of rows)
    console.log(line([row.measure, row.bar, row.aim, row.measured]) + (row.holds === false ? '  ✗' : ''))
  const out = join(import.meta.dir, '../out')
  await mkdir(out, { recursive: true })
  await Bun.write(join(out, 'ledger.json'), `${JSON.stringify({ rows, ...details }, null, 2)}\n`)
  console.log('Written to bench/out/ledger.json.')
}

/** What it ran on. `syncMs`: the middle time of writing a block and waiting until it is on the disk. */
export async function machine(db: Db) {
  const [row] = await db`
    select version(), current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit`
  return {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    syncMs: syncMs(),
    ...row,
  }
}

function syncMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'lumiku-bench-sync-'))
  const file = openSync(join(folder, 'block'), 'w')
  const times = Array.from({ length: 50 }, () => {
    const at = performance.now()
    writeSync(file, Buffer.alloc(8192), 0, 8192, 0)
    fdatasyncSync(file)
    return performance.now() - at
  }).sort((a, b) => a - b)
  closeSync(file)
  rmSync(folder, { recursive: true })
  return Number(times[25]!.toFixed(3))
}

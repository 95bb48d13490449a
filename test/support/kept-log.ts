import pino from 'pino'
import type { Log } from '#server/platform/log.ts'

/** A log that keeps every line, from the finest level up, as it would have been written. */
export function keptLog(): { log: Log; lines: string[] } {
  const lines: string[] = []
  return { log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }), lines }
}

import { Logger } from 'graphile-worker'
import type { Log } from '../log.ts'

/** Hands the queue's own messages to our log: errors and warnings as they are, its chatter as debug. */
export function quietLogger(log: Log): Logger {
  return new Logger((scope) => (level, message) => {
    const line = { queue: scope.taskIdentifier ?? scope.label }
    if (level === 'error') log.error(line, message)
    else if (level === 'warning') log.warn(line, message)
    else log.debug(line, message)
  })
}

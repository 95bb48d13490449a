import { join } from 'node:path'
import type { Config } from '#server/platform/config.ts'

/** Where files lie while they arrive. API processes that answer the same uploads must share it. */
export function uploadFolder(config: Pick<Config, 'data'>): string {
  return join(config.data, 'uploads')
}

import type { Config } from '#server/platform/config.ts'
import { untilAsked } from '#server/platform/shutdown.ts'
import { openServing, type Parts } from './open-serving.ts'
import { sayReady } from './say-ready.ts'

/** Serves until asked to stop. Resolves to the exit code once everything it started has ended. */
export async function serve(config: Config, parts: Parts): Promise<number> {
  const asked = untilAsked()
  const serving = await openServing(config, parts)
  if (parts.api) sayReady(serving)
  serving.platform.log.info(parts, 'ready')
  await asked
  serving.platform.log.info('stopping')
  await serving.stop()
  return 0
}

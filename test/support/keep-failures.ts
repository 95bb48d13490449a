import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'

interface Kept {
  seed: number
  path: string
  replayPath?: string
}

/**
 * Asserts a property, first on every case that ever broke it: a failing case is shrunk, then written beside the test
 * (`<test>.kept.json`) so that it can be committed and is tried for ever.
 */
export async function assertKeeping<T extends unknown[]>(
  testFile: string,
  property: (replay: { replayPath?: string }) => fc.IAsyncProperty<T>,
  parameters: { numRuns: number },
): Promise<void> {
  const file = testFile.replace(/\.test\.ts$/, '.kept.json')
  const kept: Kept[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  for (const { seed, path, replayPath } of kept)
    await fc.assert(property(replayPath ? { replayPath } : {}), { seed, path, endOnFailure: true })

  const found = await fc.check(property({}), parameters)
  if (!found.failed) return
  const replayPath = /replayPath="([^"]+)"/.exec(fc.defaultReportMessage(found) ?? '')?.[1]
  if (found.counterexamplePath !== null)
    kept.push({ seed: found.seed, path: found.counterexamplePath, ...(replayPath ? { replayPath } : {}) })
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`)
  throw new Error(fc.defaultReportMessage(found), { cause: found.errorInstance })
}

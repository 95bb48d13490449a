import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSummary } from '#test/support/read-summary.ts'

const folder = mkdtempSync(join(tmpdir(), 'lumiku-summary-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(tests: string, flags: string[] = []) {
  writeFileSync(join(folder, 'some.test.ts'), `import { expect, test } from 'bun:test'\n${tests}`)
  const { stderr } = Bun.spawnSync([process.execPath, 'test', ...flags, './some.test.ts'], {
    cwd: folder,
    env: { FORCE_COLOR: '1' },
  })
  return readSummary(stderr.toString())
}

test('passed, failed and skipped tests are counted, and the failed are named', () => {
  const summary = run(`
    test('holds', () => expect(1).toBe(1))
    test('breaks', () => expect(1).toBe(2))
    test.skip('waits', () => {})
    test.todo('comes')`)
  expect(summary).toEqual({ passed: 1, failed: 1, skipped: 2, failures: ['breaks'] })
})

test('what a test prints is not taken for the summary', () => {
  const summary = run(
    `test('prints', () => console.error(' 7 pass\\n 9 fail\\nRan 16 tests across 1 file.'))`,
  )
  expect(summary).toMatchObject({ passed: 1, failed: 0 })
})

test('a run chosen by title counts what was run', () => {
  const summary = run(`test('one', () => {})\ntest('two', () => {})`, ['-t', 'two'])
  expect(summary).toMatchObject({ passed: 1, failed: 0, skipped: 0 })
})

test('a run that a test ends is no summary, though it exits without an error', () => {
  expect(run(`test('quits', () => process.exit(0))`)).toBeUndefined()
})

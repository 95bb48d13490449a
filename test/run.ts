// What `./lumiku test [suite …] [words …] [--long] [options of bun test …]` runs. Words choose files by their path; with
// --long, or when the faults are asked for by name, tests that repeat themselves do so more often. The last line is `N passed, N failed`.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedPostgres } from '#server/platform/embedded-postgres.ts'
import { readSummary, type Summary } from './support/read-summary.ts'
import { weighFile } from './support/weigh-file.ts'

const root = join(import.meta.dir, '..')

const suites: Record<string, string[]> = {
  unit: [
    'catalog',
    'media',
    'ui',
    'apps',
    'server',
    'web',
    'bench',
    'test/support',
    'test/architecture.test.ts',
  ],
  api: ['test/api'],
  faults: ['test/faults'],
  browser: ['test/browser'],
}
const lanes = 2

const { chosen, words, long, options } = readArguments(process.argv.slice(2))
const perTestMs = 120_000
const wholeRunMs = (long ? 90 : 18) * 60_000
const started = performance.now()
const running = new Set<Bun.Subprocess>()
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupt(signal))

const folder = await mkdtemp(join(tmpdir(), 'lumiku-test-'))
let total: Summary = { passed: 0, failed: 0, skipped: 0, failures: [] }
try {
  const server = await openServer()
  try {
    total = await runTests(server.url)
  } finally {
    await server.stop()
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
if (!interrupted) report(total)

function readArguments(all: string[]) {
  const given = all.filter((word) => word !== '--long')
  const firstOption = given.findIndex((word) => word.startsWith('-'))
  const plain = firstOption === -1 ? given : given.slice(0, firstOption)
  const named = Object.keys(suites).filter((name) => plain.includes(name))
  return {
    chosen: named.length > 0 ? named : Object.keys(suites),
    words: plain.filter((word) => !named.includes(word)),
    // Who asks for the faults by name wants them all.
    long: given.length < all.length || named.includes('faults'),
    options: firstOption === -1 ? [] : given.slice(firstOption),
  }
}

/** One PostgreSQL for the whole run: each test file clones a database of its own from a template on it. */
async function openServer() {
  const given = process.env.LUMIKU_TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  return openEmbeddedPostgres(join(folder, 'data'), { durable: false })
}

/** All suites share the lanes, so that none stands idle while another finishes its suite. */
async function runTests(url: string): Promise<Summary> {
  const found = chosen.map((name) => [name, findTests(suites[name]!)] as const)
  const files = found.flatMap(([, each]) => each)
  if (files.length === 0 || interrupted) return total
  const counts = found.filter(([, each]) => each.length > 0).map(([name, each]) => `${name} ${each.length}`)
  console.error(`\n── files: ${counts.join(', ')} ──\n`)
  const needsPages = files.some((file) => suites.browser!.some((place) => file.startsWith(`${place}/`)))
  if (needsPages && !(await buildPages())) return failure('the pages could not be built')

  const flags = ['--no-orphans', `--parallel=${lanes}`, `--timings=${await writeTimings(files)}`]
  const command = ['--no-env-file', 'test', ...flags, `--timeout=${perTestMs}`, ...options]
  const bun = spawn([process.execPath, ...command, ...files.map((file) => `./${file}`)], {
    LUMIKU_TEST_POSTGRES: url,
    ...(long ? { LUMIKU_TEST_LONG: '1' } : {}),
  })
  const limit = setTimeout(() => bun.kill('SIGKILL'), wholeRunMs - (performance.now() - started))
  const said = await passOn(bun.stderr)
  const exitCode = await bun.exited
  clearTimeout(limit)

  const summary = readSummary(said)
  if (interrupted) return failure('interrupted')
  if (!summary) return failure(`ended before it could count its tests (${bun.signalCode ?? exitCode})`)
  const silent = exitCode !== 0 && summary.failed === 0
  return silent ? { ...summary, failed: 1, failures: ['an error outside the tests, see above'] } : summary
}

function findTests(where: string[]): string[] {
  const found = where.flatMap((place) => {
    if (place.endsWith('.ts')) return existsSync(join(root, place)) ? [place] : []
    if (!existsSync(join(root, place))) return []
    const inside = new Bun.Glob('**/*.test.{ts,tsx}').scanSync({ cwd: join(root, place) })
    return [...inside].map((file) => `${place}/${file}`)
  })
  return found.filter((file) => words.every((word) => file.includes(word))).sort()
}

/** What `bun test` begins the slowest files first by. It wants to know of every file. */
async function writeTimings(names: string[]): Promise<string> {
  const files = Object.fromEntries(names.map((name) => [name, weighFile(name) * 1000]))
  const path = join(folder, 'timings.json')
  await Bun.write(path, JSON.stringify({ version: 1, files }))
  return path
}

async function buildPages(): Promise<boolean> {
  const build = spawn([join(root, 'lumiku'), 'build'])
  await passOn(build.stderr)
  return (await build.exited) === 0
}

function spawn(command: string[], given: Record<string, string> = {}) {
  const child = Bun.spawn(command, {
    cwd: root,
    env: { ...environment(), ...given },
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  running.add(child)
  child.exited.then(() => running.delete(child))
  return child
}

// Only what a program needs to run at all: settings and keys of this machine must not reach the tests.
function environment(): Record<string, string> {
  const ordinary = /^(PATH|HOME|USER|LOGNAME|SHELL|TZ|LANG|LC_.*|TERM|CI|NO_COLOR|LUMIKU_TEST_.*)$/
  const kept = Object.entries(process.env).filter(([name]) => ordinary.test(name)) as [string, string][]
  return {
    ...Object.fromEntries(kept),
    ...(process.stderr.isTTY ? { FORCE_COLOR: '1' } : {}),
    LUMIKU_ENV: 'test',
    // What an interrupted test leaves goes with the run's own folder.
    TMPDIR: folder,
  }
}

async function passOn(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let said = ''
  for await (const piece of stream) {
    process.stderr.write(piece)
    said += decoder.decode(piece, { stream: true })
  }
  return said
}

function failure(what: string): Summary {
  return { passed: 0, failed: 1, skipped: 0, failures: [what] }
}

function report({ passed, failed, skipped, failures }: Summary) {
  const seconds = Math.round((performance.now() - started) / 1000)
  const lines = ['', ...failures.map((each) => `✗ ${each}`), `in ${seconds} s`]
  if (passed + failed === 0)
    lines.push(`No test was run${words.length > 0 ? ` for "${words.join(' ')}"` : ''}.`)
  lines.push(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.stdout.write(`${lines.join('\n')}\n`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}

function interrupt(signal: NodeJS.Signals) {
  interrupted = true
  process.exitCode = signal === 'SIGINT' ? 130 : 143
  for (const child of running) child.kill('SIGTERM')
}

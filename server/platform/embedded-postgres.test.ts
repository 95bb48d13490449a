import { afterAll, afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SQL } from 'bun'
import { createDatabase } from '#server/platform/create-database.ts'
import { type EmbeddedPostgres, openEmbeddedPostgres } from '#server/platform/embedded-postgres.ts'

setDefaultTimeout(60_000)

// A folder nobody else may enter, as a checkout made by `mktemp -d` is.
const folder = mkdtempSync(join(tmpdir(), 'lumiku postgres '))
const data = join(folder, 'data')
const cluster = join(data, 'postgres')
const opened: EmbeddedPostgres[] = []
const others: Other[] = []

const quiet = { warn() {}, error() {} }

async function open(where = data) {
  const postgres = await openEmbeddedPostgres(where, { log: quiet })
  opened.push(postgres)
  return postgres
}

afterEach(async () => {
  for (const other of others.splice(0)) {
    other.process.kill('SIGKILL')
    await other.process.exited
  }
  for (const postgres of opened.splice(0)) await postgres.stop()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a first start creates a UTF-8 database with checksums, and only its owner may read the password', async () => {
  const { url, owned } = await open()
  expect(owned).toBe(true)
  expect(new URL(url).hostname).toBe('127.0.0.1')
  expect(await one(url, 'select current_database()')).toBe('lumiku')
  expect(await one(url, 'show server_encoding')).toBe('UTF8')
  expect(await one(url, 'show data_checksums')).toBe('on')
  expect(await one(url, 'show fsync')).toBe('on')
  expect(await one(url, 'show synchronous_commit')).toBe('on')
  expect(await one(url, "select string_agg(x, '' order by x) from unnest(array['é','a','Z','z']) x")).toBe(
    'Zazé',
  )
  expect(statSync(join(data, 'postgres.password')).mode & 0o777).toBe(0o600)
  const wrong = new URL(url)
  wrong.password = 'guess'
  await expect(one(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
})

test('what was written is there after a restart, on the same port', async () => {
  const first = await open()
  await one(first.url, 'create table kept as select 7 as n')
  await first.stop()
  const second = await open()
  expect(second.url).toBe(first.url)
  expect(await one(second.url, 'select n from kept')).toBe(7)
})

test('stop leaves no process behind', async () => {
  const postgres = await open()
  const processes = serverProcesses()
  expect(processes.length).toBeGreaterThan(3)
  await postgres.stop()
  expect(living(processes)).toEqual([])
  await postgres.stop()
})

test('a second opener shares the server and does not end it', async () => {
  const first = await open()
  const second = await openEmbeddedPostgres(data)
  expect(second).toMatchObject({ url: first.url, owned: false })
  await second.stop()
  const elsewhere = await openElsewhere()
  expect(elsewhere).toMatchObject({ url: first.url, owned: false })
  elsewhere.process.kill('SIGKILL')
  await elsewhere.process.exited
  expect(await one(first.url, 'select 1')).toBe(1)
})

test('when the owner ends first, who shares the server carries it on at the same address', async () => {
  const first = await open()
  const elsewhere = await openElsewhere()
  expect(elsewhere.owned).toBe(false)
  await first.stop()
  await untilAnswers(first.url)
  const processes = serverProcesses()
  elsewhere.process.kill('SIGKILL')
  await elsewhere.process.exited
  if (process.platform === 'linux') await until(() => living(processes).length === 0)
})

test('a path through a symbolic link is the same data folder', async () => {
  const first = await open()
  const link = join(folder, 'link')
  symlinkSync(data, link)
  expect(await open(link)).toMatchObject({ url: first.url, owned: false })
})

test('of four processes that start at once, on a folder without a database, one owns it', async () => {
  const fresh = join(folder, 'fresh')
  const all = await Promise.all([1, 2, 3, 4].map(() => openElsewhere(fresh)))
  expect(all.filter((each) => each.owned).length).toBe(1)
  expect(new Set(all.map((each) => each.url)).size).toBe(1)
  for (const { url } of all) expect(await one(url, 'select 1')).toBe(1)
})

test('the server ends with an owner who is killed, and the next one finds what was committed', async () => {
  const owner = await openElsewhere()
  expect(owner.owned).toBe(true)
  await one(owner.url, 'create table survivor as select 42 as n')
  const processes = serverProcesses()
  owner.process.kill('SIGKILL')
  await owner.process.exited
  if (process.platform === 'linux') await until(() => living(processes).length === 0)
  const next = await open()
  expect(next.owned).toBe(true)
  expect(await one(next.url, 'select n from survivor')).toBe(42)
})

test('a start while the server of a killed owner is still ending waits and owns the next one', async () => {
  const owner = await openElsewhere()
  owner.process.kill('SIGKILL')
  await owner.process.exited
  const next = await open()
  expect(next.owned).toBe(true)
  expect(await one(next.url, 'select 1')).toBe(1)
})

test('a server that is killed is started again by its owner, as often as it is killed', async () => {
  const { url } = await open()
  await one(url, 'create table replayed as select 1 as n')
  for (let kill = 0; kill < 3; kill++) {
    const killed = serverProcesses()
    process.kill(Number(pidFile()[0]), 'SIGKILL')
    await untilAnswers(url)
    expect(await one(url, 'select n from replayed')).toBe(1)
    expect(living(killed)).toEqual([])
  }
})

test('a child of a killed server that is in the middle of a long statement does not delay the next server', async () => {
  const { url } = await open()
  const busy = new SQL(url, { max: 1 })
  const long = busy`select count(*) from generate_series(1, 100000000000) n`.then(
    () => 'finished',
    () => 'cut',
  )
  while (
    (await one(
      url,
      "select count(*)::int from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid()",
    )) === 0
  )
    await Bun.sleep(10)
  process.kill(Number(pidFile()[0]), 'SIGKILL')
  expect(await long).toBe('cut')
  await untilAnswers(url)
  await busy.close()
})

test('who shares a server that is killed finds it at the same address, and carries it on after its owner', async () => {
  const owner = await openElsewhere()
  const { url, owned } = await open()
  expect(owned).toBe(false)
  process.kill(Number(pidFile()[0]), 'SIGKILL')
  await untilAnswers(url)
  owner.process.kill('SIGKILL')
  await owner.process.exited
  await untilAnswers(url)
})

test('stop ends a server that is just being started again', async () => {
  const postgres = await open()
  const killed = pidFile()[0]
  process.kill(Number(killed), 'SIGKILL')
  await until(() => existsSync(join(cluster, 'postmaster.pid')) && pidFile()[0] !== killed)
  const starting = Number(pidFile()[0])
  await postgres.stop()
  expect(living([starting])).toEqual([])
})

test('a pid file that outlived a reboot and now names another program does not stand in the way', async () => {
  const first = await open()
  const lines = pidFile()
  await first.stop()
  writeFileSync(join(cluster, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'))
  const second = await open()
  expect(second.owned).toBe(true)
  expect(await one(second.url, 'select 1')).toBe(1)
})

test('a port taken by another program is given up for a free one', async () => {
  const first = await open()
  const { port } = new URL(first.url)
  await first.stop()
  const taken = Bun.listen({ hostname: '127.0.0.1', port: Number(port), socket: { data() {} } })
  const second = await open()
  taken.stop(true)
  expect(new URL(second.url).port).not.toBe(port)
  expect(await one(second.url, 'select 1')).toBe(1)
})

test('Ctrl-C in the terminal does not reach the server', async () => {
  const owner = await openElsewhere()
  process.kill(-owner.process.pid, 'SIGINT')
  expect(await owner.next()).toBe('SIGINT')
  expect(await one(owner.url, 'select 1')).toBe(1)
})

test('code that reloads in the same process owns a server again', async () => {
  const script = join(folder, 'reloads.ts')
  writeFileSync(
    script,
    `import { openEmbeddedPostgres } from '${join(import.meta.dir, 'embedded-postgres.ts')}'
    const { url, owned } = await openEmbeddedPostgres(process.argv.at(-1))
    console.log(JSON.stringify({ url, owned }))
    setInterval(() => {}, 1000)`,
  )
  const reloading = await startElsewhere([process.execPath, '--watch', '--no-clear-screen', script, data])
  appendFileSync(script, '\n// changed')
  const again = JSON.parse(await reloading.next())
  expect(again.owned).toBe(true)
  expect(await one(again.url, 'select 1')).toBe(1)
})

test('a database is created once, whatever its name', async () => {
  const { url } = await open()
  const name = 'toko "Bu Sri" 100%'
  const created = await Promise.all([1, 2, 3].map(() => createDatabase(url, name)))
  for (const its of created) expect(await one(its, 'select current_database()')).toBe(name)
})

type Other = { url: string; owned: boolean; process: Bun.Subprocess; next(): Promise<string> }

/** Another process that opens the database and stays until it is killed. */
async function openElsewhere(where = data): Promise<Other> {
  const script = `
    import { openEmbeddedPostgres } from '#server/platform/embedded-postgres.ts'
    process.on('SIGINT', () => console.log('SIGINT'))
    const { url, owned } = await openEmbeddedPostgres(process.argv.at(-1))
    console.log(JSON.stringify({ url, owned }))
    setInterval(() => {}, 1000)`
  return startElsewhere([process.execPath, '-e', script, where])
}

async function startElsewhere(command: string[]): Promise<Other> {
  const child = Bun.spawn(command, {
    cwd: join(import.meta.dir, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const next = linesOf(child.stdout)
  const first = await next()
  const other = { ...JSON.parse(first), process: child, next }
  others.push(other)
  return other
}

function linesOf(stream: ReadableStream<Uint8Array>): () => Promise<string> {
  const reader = stream.pipeThrough(new TextDecoderStream() as never).getReader()
  let rest = ''
  return async () => {
    while (!rest.includes('\n')) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`The other process ended. It said: ${rest}`)
      rest += value
    }
    const end = rest.indexOf('\n')
    const line = rest.slice(0, end)
    rest = rest.slice(end + 1)
    return line
  }
}

async function one(url: string, statement: string): Promise<unknown> {
  const sql = new SQL(url, { max: 1 })
  try {
    const rows = await sql.unsafe(statement).values()
    return rows[0]?.[0]
  } finally {
    await sql.close()
  }
}

function pidFile() {
  return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
}

/** The server's process and its children, as they are now. */
function serverProcesses(): number[] {
  const server = Number(pidFile()[0])
  return processTable().flatMap(({ pid, parent }) => (pid === server || parent === server ? [pid] : []))
}

function living(pids: number[]): number[] {
  return processTable().flatMap(({ pid }) => (pids.includes(pid) ? [pid] : []))
}

// Without processes that have ended and only wait for their parent to notice.
function processTable(): { pid: number; parent: number }[] {
  const lines =
    process.platform === 'linux'
      ? readdirSync('/proc').map(statusLine)
      : Bun.spawnSync(['ps', '-A', '-o', 'pid=,stat=,ppid=']).stdout.toString().split('\n')
  return lines.flatMap((line) => {
    const [pid, state = 'Z', parent] = line.trim().split(/ +/)
    return state.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent) }]
  })
}

function statusLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/\(.*\)/s, '')
  } catch {
    return ''
  }
}

async function untilAnswers(url: string) {
  while (!(await one(url, 'select 1').catch(() => false))) await Bun.sleep(50)
}

async function until(done: () => boolean) {
  while (!done()) await Bun.sleep(10)
}

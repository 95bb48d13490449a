import { describe, expect, test } from 'bun:test'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, normalize } from 'node:path'

// The house: rooms in order, each importing only from rooms before it; inside the server, slices in order.
const rooms = ['catalog', 'media', 'ui', 'apps', 'server', 'web']
const slices = [
  'platform',
  'events',
  'accounts',
  'files',
  'ledger',
  'billing',
  'access',
  'projects',
  'generations',
  'webhooks',
  'notifications',
  'experiments',
  'analytics',
  'admin',
]
const root = join(import.meta.dir, '..')

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const packages: { from: string; name: string }[] = []
const files = await sourceFiles()
const imports = (await Promise.all(files.map(importsOf))).flat()

describe('the order of rooms', () => {
  test('rooms import only backwards', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [here, there] = [rooms.indexOf(roomOf(from)), rooms.indexOf(roomOf(to))]
      return here >= 0 && there > here
    })
    expect(wrong.map(told)).toEqual([])
  })

  test('media knows only itself', () => {
    expect(
      imports.filter(({ from, to }) => roomOf(from) === 'media' && roomOf(to) !== 'media').map(told),
    ).toEqual([])
  })

  test('the web takes only types from the server', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) => roomOf(from) === 'web' && roomOf(to) === 'server' && !typeOnly,
    )
    expect(wrong.map(told)).toEqual([])
  })

  test('an editor uses the ui, the catalog, what an app is, its own folder, and what draws pictures everywhere alike', () => {
    const wrong = imports
      .filter(({ from }) => from.endsWith('.tsx') && roomOf(from) === 'apps')
      .filter(
        ({ from, to }) =>
          !['ui', 'catalog'].includes(roomOf(to)) &&
          dirname(to) !== dirname(from) &&
          dirname(to) !== 'apps' &&
          dirname(to) !== 'media/image',
      )
    expect(wrong.map(told)).toEqual([])
  })

  test('one app knows nothing of another', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [a, b] = [from.split('/'), to.split('/')]
      return a[0] === 'apps' && b[0] === 'apps' && a.length > 2 && b.length > 2 && a[1] !== b[1]
    })
    expect(wrong.map(told)).toEqual([])
  })

  test('nothing that ships imports tests or benches', () => {
    const wrong = imports.filter(
      ({ from, to }) => rooms.includes(roomOf(from)) && !rooms.includes(roomOf(to)),
    )
    expect(wrong.map(told)).toEqual([])
  })
})

describe('the order of slices', () => {
  test('every folder of the server is a known slice', () => {
    const folders = new Set(
      files.filter((file) => roomOf(file) === 'server' && file.split('/').length > 2).map(sliceOf),
    )
    expect([...folders].filter((folder) => !slices.includes(folder))).toEqual([])
  })

  test('slices import only backwards', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (roomOf(from) !== 'server' || roomOf(to) !== 'server') return false
      const here = slices.indexOf(sliceOf(from))
      if (here < 0) return false
      const there = slices.indexOf(sliceOf(to))
      return there < 0 || there > here
    })
    expect(wrong.map(told)).toEqual([])
  })

  test('the platform knows nothing of Lumiku', () => {
    const wrong = imports.filter(
      ({ from, to }) => from.startsWith('server/platform/') && roomOf(to) !== 'server',
    )
    expect(wrong.map(told)).toEqual([])
  })
})

describe('the manners of files', () => {
  test('no file imports itself in a circle', () => {
    expect(circles()).toEqual([])
  })

  test('only the configuration reads the environment', async () => {
    const readers: string[] = []
    for (const file of files.filter(
      (name) => rooms.includes(roomOf(name)) && name !== 'server/platform/config.ts',
    )) {
      if (/process\.env|Bun\.env|import\.meta\.env/.test(await readFile(join(root, file), 'utf8')))
        readers.push(file)
    }
    expect(readers).toEqual([])
  })

  test('every file has a name that says what it does', () => {
    const vague = /^(index|utils?|helpers?|common|misc|.*[sS]ervice|.*[mM]anager)\.tsx?$/
    expect(files.filter((file) => vague.test(basename(file)))).toEqual([])
  })

  test('apps and media know nothing of users, money, HTTP or SQL', () => {
    const foreign = ['hono', 'bun', 'pg', 'drizzle-orm', 'better-auth', 'graphile-worker']
    const wrong = packages.filter(
      ({ from, name }) =>
        ['apps', 'media'].includes(roomOf(from)) && foreign.includes(name) && !from.endsWith('.test.ts'),
    )
    expect(wrong).toEqual([])
  })
})

async function sourceFiles(): Promise<string[]> {
  const found: string[] = []
  for (const room of rooms) {
    for await (const file of new Bun.Glob(`${room}/**/*.{ts,tsx}`).scan({ cwd: root })) {
      if (!file.includes('/dist/') && !isTest(file)) found.push(file)
    }
  }
  return found.sort()
}

function isTest(file: string): boolean {
  return /\.(test|conformance|d)\.tsx?$/.test(file)
}

async function importsOf(from: string): Promise<Import[]> {
  const text = (await readFile(join(root, from), 'utf8')).replace(/^\s*\/\/.*$/gm, '')
  const found: Import[] = []
  const pattern =
    /\b(?:(import|export)\s+(type\s+)?(?:[^'"();]*?\sfrom\s+)?|import\s*\(\s*|require\s*\(\s*)['"]([^'"]+)['"]/g
  for (const [statement, , typeWord, target] of text.matchAll(pattern)) {
    if (!target) continue
    const inlineTypes = /^import\s*\{([^}]*)\}/.exec(statement)?.[1]
    const typeOnly = typeWord !== undefined || (inlineTypes !== undefined && onlyTypes(inlineTypes))
    const to = resolveImport(from, target)
    if (to) found.push({ from, to, typeOnly })
    else
      packages.push({
        from,
        name: target.startsWith('@')
          ? target.split('/').slice(0, 2).join('/')
          : (target.split('/')[0] ?? target),
      })
  }
  return found
}

function onlyTypes(names: string): boolean {
  return names
    .split(',')
    .filter((name) => name.trim())
    .every((name) => /^\s*type\s/.test(name))
}

function resolveImport(from: string, target: string): string | null {
  // Tests put another file in its place by an import condition; what ships has this one.
  if (target === '#failpoint') return 'server/platform/no-failpoint.ts'
  if (target.startsWith('#')) return target.slice(1)
  if (target.startsWith('.')) return normalize(join(dirname(from), target))
  return null
}

function circles(): string[] {
  const next = Map.groupBy(imports, ({ from }) => from)
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  function visit(file: string, path: string[]) {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push([...path.slice(path.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file])
    state.set(file, 'done')
  }
  for (const file of files) visit(file, [])
  return found
}

function roomOf(file: string): string {
  return file.split('/')[0] ?? ''
}

function sliceOf(file: string): string {
  return file.split('/')[1] ?? ''
}

function told({ from, to }: Import): string {
  return `${from} imports ${to}`
}

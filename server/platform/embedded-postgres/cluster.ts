import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunAs } from './run-as.ts'

export async function hasCluster(cluster: string): Promise<boolean> {
  return existsSync(join(cluster, 'PG_VERSION'))
}

/**
 * Creates `<data>/postgres`: UTF-8, sorted by code point, checksums, passwords by SCRAM. The folder appears
 * whole or not at all.
 */
export async function createCluster(data: string, { binaries, user, prefix }: RunAs) {
  const unfinished = join(data, 'postgres.new')
  const passwordForInitdb = join(data, 'postgres.password.new')
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  await writeFile(passwordForInitdb, await choosePassword(data), { mode: 0o600 })
  try {
    if (user) {
      await chown(unfinished, user.uid, user.gid)
      await chown(passwordForInitdb, user.uid, user.gid)
    }
    const options = [
      `--pgdata=${unfinished}`,
      '--username=lumiku',
      `--pwfile=${passwordForInitdb}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
    ]
    const initdb = Bun.spawn([...prefix, binaries.initdb, ...options], {
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'pipe',
    })
    const said = await new Response(initdb.stderr).text()
    if ((await initdb.exited) !== 0)
      throw new Error(`The database could not be created in ${data}: ${said.trim()}`)
    await rename(unfinished, join(data, 'postgres'))
  } finally {
    await rm(passwordForInitdb, { force: true })
  }
}

async function choosePassword(data: string): Promise<string> {
  const file = join(data, 'postgres.password')
  if (!existsSync(file)) {
    const random = crypto.getRandomValues(new Uint8Array(24))
    await writeFile(file, Buffer.from(random).toString('base64url'), { mode: 0o600 })
    await chmod(file, 0o600)
  }
  return readPassword(data)
}

/** Throws when the file is lost: nothing else knows the password. */
export async function readPassword(data: string): Promise<string> {
  const file = join(data, 'postgres.password')
  const password = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? new Error(`${file} is missing: restore it, it holds the password of the database beside it.`)
      : new Error(`${file} cannot be read (${error.code}): start Lumiku as the user who created it.`)
  })
  return password.trim()
}

import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'

export type User = { uid: number; gid: number }

export type RunAs = {
  binaries: Binaries
  /** Who owns the cluster's files when that is not whoever runs this process. */
  user?: User
  /** What to put before a command line so that it runs as that user. */
  prefix: string[]
}

/**
 * PostgreSQL refuses to run as root. As root, its files and processes belong to a system user; otherwise
 * they belong to whoever runs Lumiku.
 */
export async function chooseRunAs(cluster: string): Promise<RunAs> {
  const binaries = await findBinaries()
  if (process.getuid?.() !== 0) return { binaries, prefix: [] }
  const setpriv = Bun.which('setpriv')
  if (!setpriv) {
    throw new Error(
      'PostgreSQL refuses to run as root, and setpriv (util-linux) is not installed to run it as another user. ' +
        'Start Lumiku as an ordinary user, install util-linux, or set DATABASE_URL.',
    )
  }
  const user = (await ownerOf(cluster)) ?? (await systemUser('postgres')) ?? (await createSystemUser())
  return { binaries, user, prefix: await reachingPrefix(setpriv, user, binaries, dirname(cluster)) }
}

async function ownerOf(cluster: string): Promise<User | undefined> {
  const found = await stat(cluster).catch(() => undefined)
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined
}

async function systemUser(name: string): Promise<User | undefined> {
  const ask = async (what: string) => {
    const { exitCode, stdout } = Bun.spawnSync(['id', what, name], { stderr: 'ignore' })
    return exitCode === 0 ? Number(stdout.toString()) : undefined
  }
  const uid = await ask('-u')
  const gid = await ask('-g')
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

async function createSystemUser(): Promise<User> {
  const known = await systemUser('lumiku')
  if (known) return known
  if (Bun.which('useradd')) {
    Bun.spawnSync([
      'useradd',
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'lumiku',
    ])
  }
  const created = await systemUser('lumiku')
  if (created) return created
  throw new Error(
    'PostgreSQL refuses to run as root and no user could be created for it. ' +
      'Create a system user named "lumiku", start Lumiku as an ordinary user, or set DATABASE_URL.',
  )
}

// The checkout may lie where the system user cannot go, /root for one. Then the server keeps the least
// capability that lets it through. access(2) judges by the real user unless no_setuid_fixup is set, and
// PostgreSQL asks it about its own program. Containers often have only the second capability to give.
async function reachingPrefix(setpriv: string, { uid, gid }: User, binaries: Binaries, data: string) {
  const plain = [setpriv, `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const withCapability = (name: string) => [
    ...plain,
    `--inh-caps=+${name}`,
    `--ambient-caps=+${name}`,
    '--securebits=+no_setuid_fixup',
  ]
  const prefixes = [plain, withCapability('dac_read_search'), withCapability('dac_override')]
  const reaching = prefixes.find((prefix) => {
    const reach = [
      '/bin/sh',
      '-c',
      'cd "$2" && test -r "$1" && exec "$1" --version',
      'sh',
      binaries.postgres,
      data,
    ]
    return Bun.spawnSync([...prefix, '--', ...reach], { cwd: '/', stdout: 'ignore', stderr: 'ignore' })
      .success
  })
  if (reaching) return [...reaching, '--']
  throw new Error(
    `PostgreSQL refuses to run as root, and user ${uid}, under whom it would run, can reach neither ` +
      `${binaries.postgres} nor ${data}. Move Lumiku to a folder others may enter, or set LUMIKU_DATA or DATABASE_URL.`,
  )
}

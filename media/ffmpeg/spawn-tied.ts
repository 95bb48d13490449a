/**
 * Starts a program that runs at low priority and dies with us: on Linux the kernel kills it when our process ends, even by
 * `kill -9`, so no encoder is ever left running for nobody.
 */
export function spawnTied(command: readonly string[]) {
  return Bun.spawn([...prefix(), ...command], { stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' })
}

/** The same for a program that is fed: it writes files, not to us. */
export function spawnFed(command: readonly string[]) {
  return Bun.spawn([...prefix(), ...command], { stdin: 'pipe', stdout: 'ignore', stderr: 'pipe' })
}

let known: string[] | undefined

function prefix(): string[] {
  known ??= [...works('setpriv', '--pdeathsig', 'KILL', '--'), ...works('nice', '-n', '10')]
  return known
}

/** BusyBox and macOS ship other versions of these, or none. */
function works(...command: string[]): string[] {
  if (!Bun.which(command[0] ?? '')) return []
  return Bun.spawnSync([...command, 'true'], { stdout: 'ignore', stderr: 'ignore' }).success ? command : []
}

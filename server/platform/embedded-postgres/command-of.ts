import { readFile } from 'node:fs/promises'

/** A process's command line, arguments separated by spaces. Empty for one that has ended, waiting for its parent or not. */
export async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return command.replaceAll('\0', ' ')
  }
  const { stdout } = Bun.spawnSync(['ps', '-ww', '-o', 'args=', '-p', String(pid)], { stderr: 'ignore' })
  return stdout.toString()
}

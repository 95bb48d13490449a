/** Sends a signal to a process of a database server, if it is still there. */
export function tell(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EPERM') {
      throw new Error(
        `A database server left behind by another user runs as process ${pid}: stop it, or start Lumiku as that user.`,
      )
    }
    if (code !== 'ESRCH') throw error
  }
}

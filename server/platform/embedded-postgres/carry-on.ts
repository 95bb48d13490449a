const lookEveryMs = 250

/**
 * The owner of a shared server may end before we do: a short command that happened to run first, or the other
 * half of Lumiku. Watches for that and then opens the server again, which keeps its port, so that connections come
 * back by themselves. Returns what ends the watch, and the server if it has become ours.
 */
export function carryOn(isThere: () => Promise<boolean>, reopen: () => Promise<{ stop(): Promise<void> }>) {
  let looking: Promise<void> | undefined
  let ours: { stop(): Promise<void> } | undefined
  const look = async () => {
    if (await isThere()) return
    clearInterval(timer)
    ours = await reopen()
  }
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error) =>
        console.error(`The database's owner ended and it could not be started again: ${error}`),
      )
      .finally(() => {
        looking = undefined
      })
  }, lookEveryMs)
  timer.unref()

  return async () => {
    clearInterval(timer)
    await looking
    await ours?.stop()
  }
}

const megabyte = 1024 ** 2
/** More processes than this gain little. */
const mostProcesses = 8
/** What one process takes when its shelves are full: the runtime, fonts, and the canvases of the slide it draws. */
const perProcess = 400 * megabyte

/**
 * How many processes draw on a machine, and how many bytes of drawn layers and measured texts each may keep: at most a third of the
 * memory in all, and one process on the smallest machine.
 */
export function drawingRoom({ cores, memory }: { cores: number; memory: number }): {
  processes: number
  shelf: number
} {
  const third = memory / 3
  const processes = Math.max(1, Math.min(cores, mostProcesses, Math.floor(third / perProcess)))
  const shelf = Math.round(Math.min(40, Math.max(16, third / processes / megabyte / 8))) * megabyte
  return { processes, shelf }
}

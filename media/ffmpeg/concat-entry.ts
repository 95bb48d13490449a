/** One line of a list for ffmpeg's `concat`: a file of ours and how long it lasts. */
export function concatEntry(path: string, seconds: number): string {
  return `file 'file:${path.replaceAll("'", `'\\''`)}'\nduration ${seconds.toFixed(6)}\n`
}

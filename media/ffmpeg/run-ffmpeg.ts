import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { placesFor } from './render-room.ts'
import { Slots } from './slots.ts'
import { spawnTied } from './spawn-tied.ts'

export interface FfmpegRun {
  /** Files this run writes: removed again when it fails or is cancelled. */
  makes?: readonly string[]
  /** Kills the process at once. */
  signal?: AbortSignal
  /** Hears how far the output has come. Without it, stdout is collected instead. */
  onProgress?(at: { frame: number; seconds: number }): void
  /** `render` waits for one of as many slots as there are cores; `quick` work has slots of its own, so a thumbnail never waits for a film. */
  queue?: 'render' | 'quick'
  /** The size of the pictures it encodes: large ones take more than one slot where memory is short. */
  encodes?: { width: number; height: number }
}

/** ffmpeg or ffprobe ended badly. The message carries the last thing it said. */
export class FfmpegError extends Error {
  override name = 'FfmpegError'
  constructor(
    readonly tool: string,
    readonly args: readonly string[],
    readonly exitCode: number | null,
    /** The tail of what it wrote to stderr. */
    readonly log: string,
  ) {
    super(`${tool} ended with ${exitCode ?? 'a signal'}: ${lastWords(log)}`)
  }
}

export const slots = { render: new Slots(availableParallelism()), quick: new Slots(availableParallelism()) }

/**
 * Runs ffmpeg with a list of arguments, never through a shell. Resolves with stdout and the tail of the log; rejects with
 * `FfmpegError`, or with the signal's reason when cancelled. Nothing it was making stays behind unless it succeeded.
 */
export function runFfmpeg(
  args: readonly string[],
  run: FfmpegRun = {},
): Promise<{ stdout: Uint8Array; log: string }> {
  const progress = run.onProgress ? ['-progress', 'pipe:1', '-nostats'] : ['-nostats']
  return runTool('ffmpeg', ['-hide_banner', '-nostdin', '-y', ...progress, ...args], run)
}

/** Runs ffprobe and parses the JSON it prints. */
export async function runFfprobe(
  args: readonly string[],
  run: Pick<FfmpegRun, 'signal'> = {},
): Promise<unknown> {
  return JSON.parse(await runFfprobeText(['-of', 'json', ...args], run))
}

/** Runs ffprobe for what it prints. */
export function runFfprobeText(
  args: readonly string[],
  run: Pick<FfmpegRun, 'signal'> = {},
): Promise<string> {
  return toolOutput('ffprobe', ['-hide_banner', '-loglevel', 'warning', ...args], run)
}

/** What a tool prints when asked something that is quick to answer. */
export async function toolOutput(
  tool: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
  run: Pick<FfmpegRun, 'signal'> = {},
): Promise<string> {
  const { stdout } = await runTool(tool, args, { ...run, queue: 'quick' })
  return new TextDecoder().decode(stdout)
}

function runTool(tool: 'ffmpeg' | 'ffprobe', args: readonly string[], run: FfmpegRun) {
  const places = run.encodes ? placesFor(run.encodes) : 1
  const slot = slots[run.queue ?? 'render']
  return slot.use(run.signal, () => runIn(tool, args, run), places)
}

async function runIn(tool: 'ffmpeg' | 'ffprobe', args: readonly string[], run: FfmpegRun) {
  const child = spawnTied([tool, ...args])
  const kill = () => child.kill('SIGKILL')
  run.signal?.addEventListener('abort', kill, { once: true })
  try {
    const [stdout, log] = await Promise.all([
      run.onProgress ? readProgress(child.stdout, run.onProgress) : new Response(child.stdout).bytes(),
      readTail(child.stderr),
    ])
    const exitCode = await child.exited
    run.signal?.throwIfAborted()
    if (exitCode !== 0) throw new FfmpegError(tool, args, child.exitCode, log)
    return { stdout, log }
  } catch (error) {
    kill()
    await child.exited
    await Promise.all((run.makes ?? []).map((file) => rm(file, { force: true })))
    throw error
  } finally {
    run.signal?.removeEventListener('abort', kill)
  }
}

async function readProgress(stdout: ReadableStream<Uint8Array>, tell: NonNullable<FfmpegRun['onProgress']>) {
  let frame = 0
  let seconds = 0
  for await (const line of linesOf(stdout)) {
    const [key, value] = line.split('=', 2)
    if (key === 'frame') frame = Number(value) || frame
    if (key === 'out_time_us') seconds = Number(value) / 1e6 || seconds
    if (key === 'progress') tell({ frame, seconds })
  }
  return new Uint8Array()
}

async function* linesOf(stream: ReadableStream<Uint8Array>) {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

const tailLength = 16_384

/** The end of what a process says about itself. */
export async function readTail(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let tail = ''
  for await (const chunk of stream) tail = (tail + decoder.decode(chunk, { stream: true })).slice(-tailLength)
  return tail
}

function lastWords(log: string): string {
  return log.trim().split('\n').slice(-3).join(' | ') || 'it said nothing'
}

import { copyFile, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { probe } from '#media/ffmpeg/probe.ts'
import { writeOut } from '#media/loop/write-out.ts'
import type { Asset, Output, Progress, Studio } from './define-app.ts'

/** A studio on a folder, with no people and no money: where tests and benches run an app exactly as the server would. */
export class LocalStudio {
  readonly delivered = new Map<number, Output>()
  readonly failed = new Map<number, string>()
  readonly progress: Progress[] = []
  readonly attached = new Map<string, string>()
  readonly #paths = new Map<string, string>()
  readonly #assets = new Map<string, Asset>()

  private constructor(readonly folder: string) {}

  static async open(): Promise<LocalStudio> {
    return new LocalStudio(await mkdtemp(join(tmpdir(), 'studio-')))
  }

  /** Takes a file in as the account's asset, judged by its content as an upload would be. */
  async add(id: string, path: string): Promise<Asset> {
    const { kind, width, height, seconds, hasAudio } = await probe(path)
    const { size: bytes } = await stat(path)
    const sha256 = new Bun.CryptoHasher('sha256').update(await Bun.file(path).bytes()).digest('hex')
    const type = `${kind}/${extname(path).slice(1)}`
    const asset: Asset = {
      id,
      name: basename(path),
      kind,
      type,
      bytes,
      sha256,
      width,
      height,
      seconds,
      hasAudio,
    }
    this.#paths.set(id, path)
    this.#assets.set(id, asset)
    return asset
  }

  get assets(): ReadonlyMap<string, Asset> {
    return this.#assets
  }

  /**
   * Runs `work` once in a work folder that is gone afterwards. What is delivered is kept and counts as delivered for the next attempt.
   * `onDelivered` may cancel it.
   */
  async attempt(
    work: (studio: Studio) => Promise<void>,
    {
      signal = new AbortController().signal,
      onDelivered,
    }: { signal?: AbortSignal; onDelivered?(output: Output): void } = {},
  ): Promise<void> {
    const workDir = await mkdtemp(join(this.folder, 'work-'))
    const keepDir = join(this.folder, 'outputs')
    await mkdir(keepDir, { recursive: true })
    this.progress.length = 0
    try {
      await work({
        assets: this.#assets,
        delivered: new Set(this.delivered.keys()),
        workDir,
        cacheDir: join(this.folder, 'cache'),
        cacheLimit: 1024 ** 3,
        signal,
        file: async (id) => this.#paths.get(id) ?? Promise.reject(new Error(`There is no asset ${id}.`)),
        progress: (progress) => void this.progress.push(progress),
        deliver: async (output) => {
          const file = join(keepDir, `${output.index}${extname(output.file)}`)
          if (output.packing) await writeOut(output.file, `${file}.mp4`)
          else await rename(output.file, file).catch(() => copyFile(output.file, file))
          this.delivered.set(output.index, { ...output, file: output.packing ? `${file}.mp4` : file })
          onDelivered?.(output)
        },
        fail: (index, reason) => void this.failed.set(index, reason),
        attach: async (name, text) => void this.attached.set(name, text),
      })
    } finally {
      await rm(workDir, { recursive: true, force: true })
    }
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }
}

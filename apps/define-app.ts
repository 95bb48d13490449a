import type { z } from 'zod'
import type { PriceTerms, Use } from '#catalog/price.ts'
import type { Tier } from '#catalog/tiers.ts'

/**
 * A content app as the studio sees it. Apps know nothing of people, money, HTTP or SQL: they say what they accept,
 * what a run uses, and how to make it. Everything else is the server's.
 */
export interface App {
  manifest: Manifest
  models: Model[]
  actions: Record<string, Action>
  /** Free looks at what a run would do, by name. */
  previews?: Record<string, Preview>
}

export interface Manifest {
  id: string
  name: string
  tagline: { id: string; en: string }
  /** A Tabler icon name the web maps to a picture. */
  icon: string
  actions: string[]
  /** `coming` apps are listed and refuse to run: nothing pretends. */
  status: 'ready' | 'coming'
}

export interface Model {
  key: `${string}:${string}`
  name: string
  tier: Tier
  provider: 'local' | 'fal'
  beta?: boolean
  price: PriceTerms
  /** What the page and the input check may rely on: sizes, lengths, counts. */
  capabilities: Record<string, unknown>
}

/** One thing an app can do. `Input` is what the schema yields, defaults filled in. */
export interface Action<Input = unknown> {
  input: z.ZodType<Input>
  /** Which model does it. */
  model(input: Input): string
  /** Every uploaded file the input names, with where it names it, so a refusal can point at the field. */
  assets(input: Input): AssetUse[]
  /** Pure: what the run will use. Throws `InvalidInput` for what can be known to fail before anything is held. */
  plan(input: Input, assets: ReadonlyMap<string, Asset>): Use
  /** Makes the outputs. Resolves when all are delivered or have failed; rejects when the whole run failed. */
  run(input: Input, studio: Studio): Promise<void>
}

/** A look at what a run would do: free, so small, bounded in time and number by the server, and the same for the same input. */
export interface Preview<Input = unknown> {
  input: z.ZodType<Input>
  assets(input: Input): AssetUse[]
  /** Answers what becomes JSON. Throws `InvalidInput` for what cannot be looked at. */
  look(
    input: Input,
    studio: Pick<Studio, 'file' | 'assets' | 'workDir' | 'cacheDir' | 'cacheLimit' | 'signal'>,
  ): Promise<Record<string, unknown>>
}

export interface AssetUse {
  assetId: string
  path: (string | number)[]
  kinds: Asset['kind'][]
}

/** A file the account owns. `seconds` is null for stills; sizes are as displayed, rotation applied. */
export interface Asset {
  id: string
  name: string
  kind: 'video' | 'image' | 'audio' | 'font'
  type: string
  bytes: number
  sha256: string
  width: number | null
  height: number | null
  seconds: number | null
  hasAudio: boolean | null
}

/** What a running app is handed. */
export interface Studio {
  /** Where an asset can be read for as long as the run lasts. */
  file(assetId: string): Promise<string>
  assets: ReadonlyMap<string, Asset>
  /** Output indexes that an earlier, interrupted attempt already delivered. */
  delivered: ReadonlySet<number>
  /** A folder of the run's own; removed when it ends, however it ends. */
  workDir: string
  /** A folder shared by runs for pieces that are expensive to make, keyed by content. */
  cacheDir: string
  /** Bytes the app may keep there; what was unused for longest goes first. */
  cacheLimit: number
  /** Aborts on cancel, shutdown and a lost lease. */
  signal: AbortSignal
  progress(progress: Progress): void
  /** Hands over one finished, verified result. It is visible to its owner, and owed, from here on. */
  deliver(output: Output): Promise<void>
  /** Says that one result cannot be made; it will not be charged. */
  fail(index: number, reason: string): void
  /** Adds a small file to the ZIP that is neither a result nor charged, e.g. a manifest. */
  attach(name: string, text: string): Promise<void>
}

export interface Progress {
  /** 0–1 over the whole run. */
  fraction: number
  /** A stable word the page translates, e.g. `conform`, `assemble`, `verify`. */
  stage: string
  /** Seconds left, where it can be told. */
  eta?: number
}

export interface Output {
  /** 0-based place among the outputs asked for. */
  index: number
  /** A finished file in `workDir`; the studio moves it away. */
  file: string
  /** The file is no film yet but what one is made of (`media/loop/loop-file.ts`): its owner gets the film. */
  packing?: 'loop'
  name: string
  type: string
  width?: number
  height?: number
  seconds?: number
  hasAudio?: boolean
  /** How it was made, for details and the manifest. */
  recipe?: Record<string, unknown>
}

/** An input that parses but cannot be done. `path` names the field. */
export class InvalidInput extends Error {
  constructor(
    readonly path: (string | number)[],
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

/** Keeps each action's input type for its own functions while the list holds them alike. */
export function defineAction<Input>(action: Action<Input>): Action {
  return action as Action
}

export function definePreview<Input>(preview: Preview<Input>): Preview {
  return preview as Preview
}

export function defineApp<T extends App>(app: T): T {
  return app
}

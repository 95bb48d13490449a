import { z } from 'zod'
import { joinKinds } from './edit-list.ts'
import { limits } from './limits.ts'

const assetId = z.string().min(1).max(100)

const clip = z.strictObject({
  assetId,
  /** Clips of one group stand in for each other when `mix.groups` is on. */
  group: z.string().trim().min(1).max(50).optional(),
  /** Keeps the clip's own words readable: `mix.look` leaves it as it is. */
  hasText: z.boolean().optional(),
})

const speed = z
  .strictObject({ min: z.number().min(0.5).max(2), max: z.number().min(0.5).max(2) })
  .refine(({ min, max }) => min <= max, { path: ['min'], message: 'The slowest speed is above the fastest.' })

const mix = z.strictObject({
  /** `fixed` keeps the order of `clips`; a chosen or alternating start moves to the front of it. */
  order: z.enum(['shuffle', 'fixed']).default('shuffle'),
  /** `sequence`: one clip of each group, groups in the order they first appear; `any`: one of each, in any order. */
  groups: z.enum(['off', 'sequence', 'any']).default('off'),
  /** `each`: the outputs take turns in starting with another clip. */
  start: z
    .union([z.enum(['any', 'each']), z.strictObject({ assetId })], 'Use any, each or { assetId }.')
    .default('any'),
  window: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('whole') }),
      /** At most `clipSeconds` of each clip, from a place that differs. */
      z.strictObject({ kind: z.literal('random'), clipSeconds: z.number().min(0.2).max(300) }),
    ])
    .default({ kind: 'whole' }),
  /** Drawn for each clip in steps of 0.05; pitch is kept. */
  speed: speed.default({ min: 1, max: 1 }),
  /** From clip to clip, while both are on: the output is that much shorter. `random` draws one for each change. */
  transition: z
    .strictObject({
      kind: z.enum(['cut', ...joinKinds, 'random']),
      seconds: z.number().min(0.2).max(1.5).default(0.5),
    })
    .default({ kind: 'cut', seconds: 0.5 }),
  /** Each output a little mirrored, enlarged or brightened; see `looks.ts`. */
  look: z.boolean().default(false),
})

const format = z.strictObject({
  aspect: z.enum(['9:16', '1:1', '4:5', '16:9']).default('9:16'),
  /** Names the short side: 720p is 720 × 1280 at 9:16. */
  resolution: z.enum(['480p', '720p', '1080p', '4k']).default('720p'),
  fps: z.union([z.literal(24), z.literal(30), z.literal(60)]).default(30),
  fit: z.enum(['blur', 'crop', 'pad']).default('blur'),
  container: z.enum(['mp4', 'webm']).default('mp4'),
  quality: z.enum(['low', 'standard', 'high']).default('standard'),
})

/** What a set length may be. */
export const fixedSeconds = { least: 5, most: 300 }

const length = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('natural') }),
  z.strictObject({
    kind: z.literal('fixed'),
    seconds: z.number().min(fixedSeconds.least).max(fixedSeconds.most),
    /** `weighted`: the first and last clips get half as much again. */
    share: z.enum(['equal', 'proportional', 'weighted']).default('equal'),
  }),
])

const sound = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.literal('mute') }),
  /** Music at −14 LUFS instead of the clips' sound; with `duck` the clips stay audible and the music steps back for them. */
  z.strictObject({ kind: z.literal('music'), assetId, duck: z.boolean().default(false) }),
])

/** What a mix is asked for: the body of the run, and the document a project keeps. Defaults are filled in. */
export const mixInput = z
  .strictObject({
    clips: z.array(clip).min(1).max(limits.clips),
    outputs: z.int().min(1).max(limits.outputs),
    /** The same seed and clips give the same batch. */
    seed: z.int().min(0).default(1),
    mix: mix.prefault({}),
    format: format.prefault({}),
    length: length.default({ kind: 'natural' }),
    sound: sound.default({ kind: 'keep' }),
    /** One of them opens each output, for three seconds. */
    texts: z.array(z.string().trim().min(1).max(limits.textLength)).max(limits.texts).default([]),
    /** One of these pictures or clips closes each output, after its length: a clip whole, a picture for three seconds. */
    endCards: z.array(assetId).max(limits.endCards).default([]),
    /**
     * What the files are called: `{n}` is the number, and `_{n}` is added where it is missing; `{project}` is `project`. Left out, it is
     * `{project}_{n}`, or `video_{n}` without a project.
     */
    name: z.string().trim().min(1).max(100).optional(),
    /** What the work is called that this is a run of. */
    project: z.string().trim().min(1).max(120).optional(),
  })
  .refine(({ clips, mix }) => clips.length >= 2 || mix.window.kind === 'random', {
    path: ['clips'],
    message: 'At least 2 clips are needed, or 1 with a random window.',
  })

export type MixInput = z.output<typeof mixInput>
/** The same before defaults are filled in, as a page or a caller writes it. */
export type MixRequest = z.input<typeof mixInput>

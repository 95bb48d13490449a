import { InvalidInput } from '../define-app.ts'
import type { Readiness, StudioAsset } from '../define-editor.ts'
import { withGroups } from './arrange-clips.ts'
import { checkClips } from './check-clips.ts'
import { complaintOf } from './complaints.ts'
import { type MixInput, mixInput } from './input.ts'
import { limits } from './limits.ts'
import { models } from './models.ts'
import { planMix } from './plan-mix.ts'
import { countVariants } from './variants.ts'

/** Nothing picked yet, three videos asked for, everything else as the schema has it. */
export function startMix(seed = drawSeed()): MixInput {
  return { ...complete({ outputs: 3, seed }), clips: [] }
}

/** A draft or an earlier run's input. What today's schema no longer takes falls back to its default, part by part. */
export function restoreMix(saved: unknown): MixInput | null {
  if (typeof saved !== 'object' || saved === null) return null
  // What a run was called by its project is no setting of the next.
  const { clips, project: _, ...rest } = saved as Record<string, unknown>
  const settings = Object.entries(rest).filter(([key, value]) => fits({ outputs: 1, [key]: value }))
  const kept = (Array.isArray(clips) ? clips : []).filter((clip) => fits({ outputs: 1, clips: [clip, clip] }))
  return {
    ...complete({ outputs: 3, seed: drawSeed(), ...Object.fromEntries(settings) }),
    clips: kept.slice(0, limits.clips),
  }
}

/**
 * Videos become clips, once each, before the clip named or else last; sound becomes the music, pictures become end cards. Clips already
 * there stay where they are.
 */
export function addFiles(mix: MixInput, files: readonly StudioAsset[], before?: string): MixInput {
  const known = new Set(mix.clips.map(({ assetId }) => assetId))
  const at = mix.clips.findIndex(({ assetId }) => assetId === before)
  const place = at < 0 ? mix.clips.length : at
  const videos = files
    .filter(({ kind, id }) => kind === 'video' && !known.has(id))
    .map(({ id }) => ({ assetId: id, ...(mix.clips[at]?.group && { group: mix.clips[at].group }) }))
  const music = files.findLast(({ kind }) => kind === 'audio')
  const clips = [...mix.clips.slice(0, place), ...videos, ...mix.clips.slice(place)].slice(0, limits.clips)
  return {
    ...addCards(
      mix,
      files.filter(({ kind }) => kind === 'image'),
    ),
    clips: mix.mix.groups === 'off' ? clips : withGroups(clips),
    sound: music
      ? { kind: 'music', assetId: music.id, duck: mix.sound.kind === 'music' && mix.sound.duck }
      : mix.sound,
  }
}

/** Pictures or clips become end cards, once each, as many as there may be. */
export function addCards(mix: MixInput, files: readonly StudioAsset[]): MixInput {
  const cards = new Set([...mix.endCards, ...files.map(({ id }) => id)])
  return { ...mix, endCards: [...cards].slice(0, limits.endCards) }
}

/** One text a line, as long as it may be. */
export function readTexts(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim().slice(0, limits.textLength).trim())
    .filter(Boolean)
    .slice(0, limits.texts)
}

export function filesOf(mix: MixInput): string[] {
  return [
    ...mix.clips.map(({ assetId }) => assetId),
    ...mix.endCards,
    ...(mix.sound.kind === 'music' && mix.sound.assetId ? [mix.sound.assetId] : []),
  ]
}

/** Deleted files leave the mix and its end cards; a start pinned to one becomes any start again. */
export function forgetFiles(mix: MixInput, gone: ReadonlySet<string>): MixInput {
  const { start } = mix.mix
  return {
    ...mix,
    clips: mix.clips.filter(({ assetId }) => !gone.has(assetId)),
    endCards: mix.endCards.filter((id) => !gone.has(id)),
    mix: { ...mix.mix, start: typeof start === 'object' && gone.has(start.assetId) ? 'any' : start },
    sound: mix.sound.kind === 'music' && gone.has(mix.sound.assetId) ? { kind: 'keep' } : mix.sound,
  }
}

/** How many different videos these clips and settings allow; null while that cannot be told. */
export function variantsOf(
  mix: MixInput,
  assets: ReadonlyMap<string, StudioAsset>,
): { count: number; exact: boolean } | null {
  const files = [...mix.clips.map(({ assetId }) => assetId), ...mix.endCards]
  if (missingClips(mix) > 0 || files.some((id) => !assets.has(id))) return null
  try {
    return countVariants(mix, checkClips(mix, assets))
  } catch (cause) {
    if (cause instanceof InvalidInput) return null
    throw cause
  }
}

/** Asks the very rules the server will ask. */
export function checkMix(mix: MixInput, assets: ReadonlyMap<string, StudioAsset>): Readiness {
  const missing = missingClips(mix)
  if (missing > 0)
    return {
      path: ['clips'],
      missing: {
        id: `Tambah ${missing} klip lagi untuk mulai.`,
        en: `Add ${missing} more ${missing === 1 ? 'clip' : 'clips'} to start.`,
      },
    }
  if (filesOf(mix).some((id) => !assets.has(id)))
    return { missing: { id: 'Klipmu sedang dimuat…', en: 'Your clips are loading…' } }
  if (mix.sound.kind === 'music' && !mix.sound.assetId)
    return { path: ['sound'], missing: { id: 'Pilih musiknya dulu.', en: 'Choose the music first.' } }
  try {
    return { use: planMix(mix, assets), modelKey: models[0]?.key ?? '' }
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause
    return { path: cause.path, missing: complaintOf(cause, mix, assets) }
  }
}

/** Another seed, so that pressing again makes other videos. */
export function againMix(mix: MixInput): MixInput {
  return { ...mix, seed: drawSeed() }
}

export function drawSeed(): number {
  return Math.floor(Math.random() * 999_999) + 1
}

function missingClips(mix: MixInput): number {
  const least = mix.mix.window.kind === 'random' ? 1 : 2
  return Math.max(0, least - mix.clips.length)
}

const two = [{ assetId: 'a' }, { assetId: 'b' }]

function complete(mix: Record<string, unknown>): MixInput {
  return mixInput.parse({ clips: two, ...mix })
}

function fits(mix: Record<string, unknown>): boolean {
  return mixInput.safeParse({ clips: two, ...mix }).success
}

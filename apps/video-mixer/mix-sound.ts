import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { samplesOf } from '#media/ffmpeg/conform-sound.ts'
import type { Sound } from '#media/ffmpeg/encode-sound.ts'
import { framesOfParts, laySound, type SoundPart } from '#media/ffmpeg/lay-sound.ts'
import { decodeMusic, mixMusic } from '#media/ffmpeg/mix-music.ts'
import type { Studio } from '../define-app.ts'
import type { ClipSources } from './clip-sources.ts'
import { type EditList, framesOf } from './edit-list.ts'
import type { MixInput } from './input.ts'

/** How the outputs of a batch sound. */
export interface MixSound {
  /** Lays the sound of one output at `path`. `remove` takes away what it needed. */
  lay(parts: readonly SoundPart[], path: string, signal: AbortSignal): Promise<LaidSound>
}

export interface LaidSound {
  sound: Sound
  /** Whether there is anything to hear. */
  audible: boolean
  remove(): Promise<void>
}

/** Below this a peak counts as silence: −60 dB of full scale. */
const silence = 0.001

/** Null where the outputs have no sound: muted, or no clip has any. Either all outputs of a batch have a sound track or none. */
export async function openSound(
  { sound, format }: MixInput,
  batch: readonly EditList[],
  {
    sources,
    studio,
    signal,
  }: { sources: ClipSources; studio: Pick<Studio, 'file' | 'workDir'>; signal: AbortSignal },
): Promise<MixSound | null> {
  if (sound.kind === 'mute') return null
  const clipsSound = await anyHasSound(batch, sources)
  if (sound.kind === 'keep')
    return clipsSound ? { lay: (parts, path) => layClips(parts, format.fps, path) } : null

  const music = join(studio.workDir, 'music.s16le')
  const longest = batch.reduce((most, edits) => Math.max(most, framesOf(edits)), 0)
  await decodeMusic(await studio.file(sound.assetId), samplesOf(longest, format.fps), music, signal)
  return {
    async lay(parts, path, signal) {
      const clips = sound.duck && clipsSound ? `${path}.clips` : null
      const samples = samplesOf(framesOfParts(parts), format.fps)
      const remove = () => removeAll(path, clips)
      try {
        if (clips) await laySound(parts, format.fps, clips)
        const { loudness, audible } = await mixMusic({ music, under: clips, samples }, path, signal)
        return { sound: { path, samples: 'f32le', filter: loudness }, audible, remove }
      } catch (error) {
        await remove()
        throw error
      }
    },
  }
}

async function layClips(parts: readonly SoundPart[], fps: number, path: string): Promise<LaidSound> {
  const { peak } = await laySound(parts, fps, path)
  return { sound: { path, samples: 's16le' }, audible: peak > silence, remove: () => removeAll(path) }
}

async function anyHasSound(batch: readonly EditList[], sources: ClipSources): Promise<boolean> {
  const clips = [...new Set(batch.flat().map(({ clip }) => clip))]
  // A clip that cannot be read fails its own outputs later, with its own reason.
  const heard = await Promise.all(
    clips.map((clip) =>
      sources.of(clip).then(
        ({ probe }) => probe.hasAudio,
        () => false,
      ),
    ),
  )
  return heard.includes(true)
}

async function removeAll(...paths: (string | null)[]): Promise<void> {
  await Promise.all(paths.map((path) => path && rm(path, { force: true })))
}

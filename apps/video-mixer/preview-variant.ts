import { join } from 'node:path'
import { type PictureFormat, sizeOf } from '#media/ffmpeg/picture-format.ts'
import { trimCache } from '#media/piece-cache.ts'
import { InvalidInput, type Preview } from '../define-app.ts'
import { checkClips } from './check-clips.ts'
import { chooseAside } from './choose-aside.ts'
import { ClipSources } from './clip-sources.ts'
import { distance, profileOf } from './distance.ts'
import { type Clip, type EditList, framesOf } from './edit-list.ts'
import type { MixInput } from './input.ts'
import { joinOutput } from './make-output.ts'
import { openSound } from './mix-sound.ts'
import { outputName } from './output-names.ts'
import { OutputSounds } from './output-sounds.ts'
import { planPieces } from './piece-plan.ts'
import { PieceShop } from './piece-shop.ts'
import { planMix } from './plan-mix.ts'
import type { VariantLook, VariantQuestion } from './variant-input.ts'

/** A look shows no more than this. */
const longestSeconds = 30
const longSide = 426

/** Makes one video of the batch small, cut and heard as the run would have it. Refuses what the run would refuse. */
export async function previewVariant(
  { mix, output }: VariantQuestion,
  studio: Parameters<Preview['look']>[1],
): Promise<VariantLook> {
  planMix(mix, studio.assets)
  const clips = checkClips(mix, studio.assets)
  const { batch, score } = await chooseAside({ input: mix, clips }, studio.signal)
  const edits = batch[output - 1]
  if (!edits)
    throw new InvalidInput(['output'], 'There is no such video in this batch.', { last: batch.length })
  const { fps } = mix.format
  const shown = opening(edits, longestSeconds * fps)
  const plan = planPieces([shown], fps)
  const [pieces] = plan.outputs
  if (!pieces) throw new Error('A video without pieces was planned.')

  const format = small(mix.format)
  const stop = new AbortController()
  const signal = AbortSignal.any([studio.signal, stop.signal])
  const sources = new ClipSources({ clips, format, studio, signal })
  const shop = new PieceShop({ clips, sources, format, studio, signal })
  const file = join(studio.workDir, 'look.mp4')
  try {
    const sound = await openSound(mix, [shown], { sources, studio, signal })
    const sounds = sound && new OutputSounds({ mix: sound, format, folder: studio.workDir, shop, signal })
    shop.makeAhead(plan, sounds)
    await joinOutput({ pieces, sounds, format, file, title: outputName(mix, output - 1), shop, signal })
  } catch (error) {
    stop.abort(error)
    throw error
  } finally {
    await shop.close()
  }
  await trimCache(shop.cache)
  return {
    output,
    seconds: framesOf(edits) / fps,
    shownSeconds: framesOf(shown) / fps,
    nearest: nearestOf(output, batch, clips, fps),
    score,
    clip: Buffer.from(await Bun.file(file).bytes()).toString('base64'),
  }
}

function nearestOf(output: number, batch: readonly EditList[], clips: readonly Clip[], fps: number) {
  const profiles = batch.map((edits) => profileOf(edits, clips, fps))
  const siblings = profiles.flatMap((other, n) => {
    const mine = profiles[output - 1]
    return n === output - 1 || !mine ? [] : [{ output: n + 1, distance: distance(mine, other) }]
  })
  return siblings.toSorted((a, b) => a.distance - b.distance)[0] ?? null
}

/** The beginning of an edit list, to the frame. */
export function opening(edits: EditList, frames: number): EditList {
  const begun: EditList[number][] = []
  let left = frames
  for (const edit of edits) {
    const overlap = edit.join?.frames ?? 0
    // Whoever would be seen only while it comes is left out.
    if (left <= 0) break
    const taken = Math.min(edit.frames, left + overlap)
    begun.push({ ...edit, frames: taken })
    left -= taken - overlap
  }
  return begun
}

function small({ aspect, fps, fit }: MixInput['format']): PictureFormat {
  const { width, height } = sizeOf(aspect, '480p')
  const scale = longSide / Math.max(width, height)
  const even = (side: number) => 2 * Math.round((side * scale) / 2)
  return { width: even(width), height: even(height), fps, fit, container: 'mp4', quality: 'low' }
}

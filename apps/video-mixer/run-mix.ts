import { join } from 'node:path'
import { sizeOf } from '#media/ffmpeg/picture-format.ts'
import { trimCache } from '#media/piece-cache.ts'
import type { Studio } from '../define-app.ts'
import { batchManifest, type MadeOutput, recipesOf } from './batch-manifest.ts'
import { checkClips } from './check-clips.ts'
import { chooseVariants } from './choose-variants.ts'
import { ClipSources } from './clip-sources.ts'
import { type EditList, framesOf } from './edit-list.ts'
import type { MixInput } from './input.ts'
import { makeOutput } from './make-output.ts'
import { openSound } from './mix-sound.ts'
import { outputName } from './output-names.ts'
import { OutputSounds } from './output-sounds.ts'
import { PieceLooks } from './piece-looks.ts'
import { planPieces } from './piece-plan.ts'
import { PieceShop } from './piece-shop.ts'
import { WorkProgress } from './work-progress.ts'

/** Joining and checking a frame costs so much of making one. */
const joiningShare = 0.06

/**
 * Makes the batch: every piece once, every output by joining pieces, each delivered as soon as it is made and checked. Outputs that an
 * earlier attempt delivered are left alone. An output whose clips fail is reported and the others go on; rejects when none could be made.
 */
export async function runMix(input: MixInput, studio: Studio): Promise<void> {
  const clips = checkClips(input, studio.assets)
  const format = { ...input.format, ...sizeOf(input.format.aspect, input.format.resolution) }
  const stop = new AbortController()
  const signal = AbortSignal.any([studio.signal, stop.signal])
  const sources = new ClipSources({ clips, format, studio, signal })
  // Without groups every clip is needed, so all are looked into while the batch is chosen.
  if (input.mix.groups === 'off') for (const clip of clips.keys()) sources.of(clip)
  const batch = chooseVariants(input, clips)
  const outputs = recipesOf(batch, clips, input.seed, format.fps).map((recipe, index): MadeOutput => {
    const name = outputName(input, index)
    return { number: index + 1, name, recipe, sha256: null, signature: null }
  })

  const wanted = [...batch.entries()].filter(([index]) => !studio.delivered.has(index))
  const plan = planPieces(
    wanted.map(([, edits]) => edits),
    format.fps,
    await sources.conforming(wanted.flatMap(([, edits]) => edits.map(({ clip }) => clip))),
  )
  const progress = new WorkProgress(
    studio,
    effort(plan.pictures, wanted),
    studio.delivered.size / input.outputs,
  )
  const shop = new PieceShop({ clips, sources, format, studio, signal, progress })
  const sound = await openSound(input, batch, { sources, studio, signal })
  const sounds = sound && new OutputSounds({ mix: sound, format, folder: studio.workDir, shop, signal })
  const looks = new PieceLooks({ format, folder: studio.workDir, shop, signal })
  shop.makeAhead(plan, sounds)

  const failures: Error[] = []
  let delivering = Promise.resolve()
  const work = plan.outputs.map(async (pieces, n) => {
    const [index = 0] = wanted[n] ?? []
    const output = outputs[index] as MadeOutput
    const file = join(studio.workDir, `output-${index}.${format.container}`)
    const made = await makeOutput({
      pieces,
      sounds,
      looks,
      format,
      file,
      title: output.name,
      shop,
      signal,
    }).catch((error) => {
      signal.throwIfAborted()
      failures.push(error)
      studio.fail(index, error.message)
    })
    if (!made) return
    output.sha256 = made.sha256
    output.signature = made.signature
    const { name, recipe } = output
    const facts = {
      width: format.width,
      height: format.height,
      seconds: recipe.seconds,
      hasAudio: made.hasAudio,
    }
    delivering = delivering.then(() =>
      studio.deliver({ index, file, name, type: `video/${format.container}`, ...facts, recipe }),
    )
    await delivering
    progress.finished(output, made.frames * joiningShare, 'assemble')
  })
  // A delivery that fails ends the run; nothing may still be running when it does.
  await Promise.all(work).catch(async (error) => {
    stop.abort(error)
    await Promise.allSettled(work)
    throw error
  })
  await shop.close()
  if (failures.length > 0 && failures.length === input.outputs) throw failures[0]
  await studio.attach('manifest.json', batchManifest(outputs, input.seed))
  progress.end('verify')
  await trimCache(shop.cache)
}

function effort(pictures: readonly { frames: number }[], wanted: readonly [number, EditList][]): number {
  const making = pictures.reduce((sum, { frames }) => sum + frames, 0)
  return making + wanted.reduce((sum, [, edits]) => sum + framesOf(edits), 0) * joiningShare
}

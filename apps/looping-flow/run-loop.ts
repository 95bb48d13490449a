import { join } from 'node:path'
import { perSecond } from '#media/ffmpeg/frame-rate.ts'
import { probe } from '#media/ffmpeg/probe.ts'
import { packLoop } from '#media/loop/pack-loop.ts'
import { trimCache } from '#media/piece-cache.ts'
import type { Studio } from '../define-app.ts'
import { chapterText } from './chapter-text.ts'
import { checkLoop } from './check-loop.ts'
import { hasSound, sizeOf } from './estimate.ts'
import { fileName } from './file-name.ts'
import { findLoop, openSource } from './find-loop.ts'
import type { LoopInput } from './input.ts'
import { makePicture } from './make-picture.ts'
import { makeSound } from './make-sound.ts'
import { stretchOf } from './plan-run.ts'
import { openStages } from './stages.ts'

/**
 * Makes one unit whose repeat nobody notices and one sound, and hands over the rule by which they become a film of hours. Its time does not depend
 * on the film's length, but for sound that never repeats.
 */
export async function runLoop(input: LoopInput, studio: Studio): Promise<void> {
  const stages = openStages(studio)
  if (studio.delivered.has(0)) return stages.end()
  const asset = studio.assets.get(input.clip)
  if (!asset) throw new Error('the clip is not among the files of the run')
  const path = await studio.file(input.clip)
  const source = openSource(
    { path, probe: await probe(path, { signal: studio.signal }) },
    stretchOf(input, studio.assets),
    input.format.fps,
  )
  const picture = { ...sizeOf(input.format, asset), rate: source.rate, quality: input.format.quality }
  const frames = Math.max(1, Math.round(input.seconds * perSecond(source.rate)))
  const seconds = frames / perSecond(source.rate)
  const stop = new AbortController()
  const together = { ...studio, signal: AbortSignal.any([studio.signal, stop.signal]) }
  const heard = hasSound(input, { hasAudio: source.probe.hasAudio })
  const search = findLoop(source, input, join(studio.workDir, 'search.grey'), {
    signal: together.signal,
    onProgress: stages.of('search', 0.2),
    onlyBest: true,
  })
  const plan = search.then(({ best }) => best.plan)
  const work = [
    search,
    plan.then((plan) =>
      makePicture(source, plan, picture, {
        seconds: input.seconds,
        title: input.title,
        sha256: asset.sha256,
        studio: together,
        onProgress: stages.of('unit', heard ? 0.4 : 0.7),
      }),
    ),
    makeSound(input, source, plan, {
      seconds,
      studio: together,
      onProgress: stages.of('sound', heard ? 0.3 : 0),
    }),
  ] as const
  // When one fails the others are stopped, and nothing may still be running afterwards.
  const [{ best }, made, sound] = await Promise.all(work).catch(async (error) => {
    stop.abort(error)
    await Promise.allSettled(work)
    throw error
  })

  const file = join(studio.workDir, 'film.loop')
  await packLoop({ picture: made, sound, title: input.title, chapters: input.chapters }, file)
  const checked = await checkLoop(file, {
    picture: made,
    sound,
    master: input.sound.master,
    plan: best,
    folder: studio.workDir,
    signal: studio.signal,
  })
  stages.of('verify', 0.1)(0.9)
  if (input.chapters.length > 0) await studio.attach('chapters.txt', chapterText(input.chapters, input.title))
  await studio.deliver({
    index: 0,
    file,
    packing: 'loop',
    name: fileName(input, asset.name),
    type: 'video/mp4',
    width: picture.width,
    height: picture.height,
    seconds,
    hasAudio: sound !== null,
    recipe: {
      style: best.plan.style,
      unitSeconds: made.unit / perSecond(source.rate),
      seam: best.facts,
      score: best.score,
      ...checked,
    },
  })
  await trimCache({ folder: join(studio.cacheDir, 'loops'), limitBytes: studio.cacheLimit })
  stages.end()
}

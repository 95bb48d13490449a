import { join } from 'node:path'
import { encodeFrames } from '#media/ffmpeg/encode-frames.ts'
import { perSecond } from '#media/ffmpeg/frame-rate.ts'
import { probe } from '#media/ffmpeg/probe.ts'
import { readFrames } from '#media/ffmpeg/read-frames.ts'
import type { JudgedLoop } from '#media/loop/plan-loop.ts'
import { unitFrames } from '#media/loop/unit-frames.ts'
import { obtainPiece, trimCache } from '#media/piece-cache.ts'
import type { Asset, Preview } from '../define-app.ts'
import { sizeOf } from './estimate.ts'
import { findLoop, type LoopSource, openSource } from './find-loop.ts'
import { stretchOf } from './plan-run.ts'
import type { SeamLook, SeamQuestion } from './seam-input.ts'

type LookStudio = Parameters<Preview['look']>[1]

/** Judges a loop of every style and shows a moment around each joint, small. Asked again, it answers from the cache. */
export async function previewSeam(
  question: SeamQuestion,
  studio: LookStudio,
): Promise<{ styles: SeamLook[] }> {
  const asset = studio.assets.get(question.clip) as Asset
  const stretch = stretchOf({ ...question, clip: question.clip }, studio.assets)
  const cache = { folder: join(studio.cacheDir, 'seams'), limitBytes: Math.min(studio.cacheLimit, 256 << 20) }
  const { clip, ...rest } = question
  void clip
  const key = new Bun.CryptoHasher('sha256')
    .update(JSON.stringify(['seam-1', asset.sha256, stretch, rest]))
    .digest('hex')
  const answer = join(studio.workDir, 'seam.json')
  await obtainPiece(cache, key, answer, {
    make: async (out) =>
      void (await Bun.write(out, JSON.stringify(await look(question, stretch, asset, studio)))),
    isWhole: async (path) => Array.isArray((await Bun.file(path).json()).styles),
  })
  await trimCache(cache)
  return Bun.file(answer).json()
}

async function look(
  question: SeamQuestion,
  stretch: { from: number; to: number },
  asset: Asset,
  studio: LookStudio,
) {
  const path = await studio.file(question.clip)
  const source = openSource(
    { path, probe: await probe(path, { signal: studio.signal }) },
    stretch,
    question.fps,
  )
  const { loops, best } = await findLoop(
    source,
    { ...question, style: 'auto' },
    join(studio.workDir, 'search.grey'),
    { signal: studio.signal },
  )
  const styles: SeamLook[] = []
  for (const loop of loops) styles.push(await show(loop, loop === best, source, asset, studio))
  return { styles }
}

/** Seconds before and after the joint. */
const aroundSeconds = 1.2

async function show(
  loop: JudgedLoop,
  best: boolean,
  source: LoopSource,
  asset: Asset,
  { workDir, signal }: LookStudio,
): Promise<SeamLook> {
  const { plan, facts, score } = loop
  const rate = perSecond(source.rate)
  const { width, height } = small(asset)
  const shot = { width, height, pixels: 'yuv420p' as const }
  const read = (from: number, count: number) =>
    readFrames(source, { ...shot, rate: source.rate }, { from: source.from + from, count, signal })
  const mixed = plan.style === 'crossfade' ? plan.blend : 0
  const before = Math.min(plan.frames, Math.round(aroundSeconds * rate))
  const count = Math.min(2 * plan.frames, before + mixed + Math.round(aroundSeconds * rate))
  const out = join(workDir, `seam-${plan.style}.mp4`)
  await encodeFrames(
    unitFrames(plan, read, shot, { first: -before, count }),
    { width, height, rate: source.rate, quality: 'small' },
    out,
    { signal },
  )
  return {
    style: plan.style,
    best,
    score,
    facts,
    unitSeconds: plan.frames / rate,
    from: (source.from + plan.from) / rate,
    to: (source.from + plan.from + (plan.style === 'boomerang' ? plan.count : plan.frames)) / rate,
    jointSeconds: before / rate,
    clip: Buffer.from(await Bun.file(out).bytes()).toString('base64'),
  }
}

function small(asset: Asset): { width: number; height: number } {
  const { width, height } = sizeOf({ resolution: 'source', fps: 'source', quality: 'small' }, asset)
  const scale = Math.min(1, 400 / Math.max(width, height))
  const even = (side: number) => Math.max(16, 2 * Math.round((side * scale) / 2))
  return { width: even(width), height: even(height) }
}

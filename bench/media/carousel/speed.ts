import { join } from 'node:path'
import sharp from 'sharp'
import { carouselMix } from '#apps/carousel-mix/app.ts'
import { carouselInput } from '#apps/carousel-mix/input.ts'
import { LocalStudio } from '#apps/local-studio.ts'
import { makePhotos } from './photos.ts'
import { sampleTexts } from './texts.ts'

const size = { width: 1080, height: 1350 }
const cores = 2
const presets = ['bold-modern', 'tiktok-outline', 'gradient-label', 'minimal', 'playful'] as const

export interface Speed {
  /** Slides a second, every slide a different one. */
  slides: number
  /** Slides a second from five pictures and five texts a slide, where sets share slides. */
  shared: number
  /** Encodes a second of a slide's pixels in the same quality and colour resolution, as sharp makes them. */
  bare: number
  /** The same with the slides' own Huffman tables. */
  bareFixed: number
  memory: { of20: number; of100: number }
}

/** Turns are taken with the peer, and the middle one of three counts. */
export async function measureSpeed(): Promise<Speed> {
  const studio = await LocalStudio.open()
  try {
    const photos = await makePhotos(studio.folder, 5)
    for (const [n, path] of photos.entries()) await studio.add(`p${n}`, path)
    const pixels = await sharp(photos[0]).resize(size).removeAlpha().raw().toBuffer()
    const all = Array.from({ length: 20 }, (_, n) => sampleTexts[n % sampleTexts.length] as string)
    const run = (sets: number, texts: string[]) => slidesASecond(studio, sets, texts)
    await run(4, all.slice(0, 5))
    const turns: Speed[] = []
    for (let turn = 0; turn < 3; turn++) {
      const [bare, bareFixed] = [await encodesASecond(pixels, true), await encodesASecond(pixels, false)]
      const small = await run(
        20,
        all.map((text, n) => `${n + 1}. ${text}`),
      )
      const slides = await run(
        100,
        all.map((text, n) => `${n + 1}. ${text}`),
      )
      const shared = await run(100, all.slice(0, 5))
      turns.push({
        slides: slides.pace,
        shared: shared.pace,
        bare: (bare + (await encodesASecond(pixels, true))) / 2,
        bareFixed: (bareFixed + (await encodesASecond(pixels, false))) / 2,
        memory: { of20: small.memory, of100: slides.memory },
      })
    }
    return turns.toSorted((a, b) => a.slides / a.bare - b.slides / b.bare)[1] as Speed
  } finally {
    await studio.close()
  }
}

async function encodesASecond(pixels: Buffer, optimiseCoding: boolean): Promise<number> {
  const count = 100
  let left = count
  const began = performance.now()
  const hands = Array.from({ length: cores }, async () => {
    while (left-- > 0)
      await sharp(pixels, { raw: { ...size, channels: 3 } })
        .jpeg({ quality: 90, chromaSubsampling: '4:4:4', optimiseCoding })
        .toBuffer()
  })
  await Promise.all(hands)
  return (count / (performance.now() - began)) * 1000
}

async function slidesASecond(
  studio: LocalStudio,
  sets: number,
  texts: string[],
): Promise<{ pace: number; memory: number }> {
  studio.delivered.clear()
  const images = ['p0', 'p1', 'p2', 'p3', 'p4']
  const input = carouselInput.parse({
    positions: presets.map((preset) => ({ images, texts, style: { preset } })),
    sets,
    format: { aspect: '4:5' },
  })
  let memory = 0
  const began = performance.now()
  await studio.attempt((run) => carouselMix.actions.generate.run(input, run), {
    onDelivered: () => (memory = Math.max(memory, memoryOfAll())),
  })
  if (studio.delivered.size !== sets) throw new Error('Not every set was made.')
  return { pace: ((sets * presets.length) / (performance.now() - began)) * 1000, memory }
}

/** Bytes that this process and those that draw hold in memory. */
function memoryOfAll(): number {
  const draw = join('carousel-mix', 'draw-process.ts')
  const listed = Bun.spawnSync(['ps', '-eo', 'rss=,ppid=,args=']).stdout.toString().split('\n')
  const drawing = listed.filter(
    (line) => line.includes(draw) && line.trim().split(/\s+/)[1] === String(process.pid),
  )
  const kilobytes = drawing.reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[0]), 0)
  return process.memoryUsage().rss + kilobytes * 1024
}

import { carouselMix } from '#apps/carousel-mix/app.ts'
import { chooseSets } from '#apps/carousel-mix/choose-sets.ts'
import { carouselInput } from '#apps/carousel-mix/input.ts'
import { LocalStudio } from '#apps/local-studio.ts'
import { makePhotos } from './photos.ts'
import { sampleTexts } from './texts.ts'

export interface SetQualities {
  /** Sets that came twice, over all pools that were tried. */
  repeats: number
  /** The largest difference in use between two members of a pool. */
  unevenness: number
  /** Whether the same seed gave the same bytes. */
  same: boolean
}

export async function judgeSets(): Promise<SetQualities> {
  let [repeats, unevenness] = [0, 0]
  for (let trial = 0; trial < 60; trial++) {
    const positions = Array.from({ length: 2 + (trial % 4) }, (_, at) => ({
      images: Array.from({ length: 2 + ((trial * 3 + at) % 7) }, (_, n) => `${at}-${n}`),
      texts: Array.from({ length: 2 + ((trial + at * 5) % 9) }, (_, n) => `text ${n}`),
    }))
    const input = carouselInput.parse({ positions, sets: 16 + (trial % 85), seed: trial })
    const sets = chooseSets(input)
    repeats += sets.length - new Set(sets.map(({ slides }) => JSON.stringify(slides))).size
    positions.forEach(({ images, texts }, at) => {
      const spread = (uses: number[]) => Math.max(...uses) - Math.min(...uses)
      const use = (of: (set: (typeof sets)[number]) => boolean) => sets.filter(of).length
      unevenness = Math.max(
        unevenness,
        spread(images.map((image) => use(({ slides }) => slides[at]?.image === image))),
        spread(texts.map((_, text) => use(({ slides }) => slides[at]?.text === text))),
      )
    })
  }
  const [once, again] = [await bytesOfRun(), await bytesOfRun()]
  return { repeats, unevenness, same: once === again }
}

async function bytesOfRun(): Promise<string> {
  const studio = await LocalStudio.open()
  try {
    for (const [n, path] of (await makePhotos(studio.folder, 3)).entries()) await studio.add(`p${n}`, path)
    const input = carouselInput.parse({
      positions: [
        { images: ['p0', 'p1'], texts: sampleTexts.slice(0, 3) },
        { images: ['p2'], texts: ['Halo ☕', '你好'] },
      ],
      sets: 6,
      seed: 7,
    })
    await studio.attempt((run) => carouselMix.actions.generate.run(input, run))
    const hash = new Bun.CryptoHasher('sha256')
    for (const [, { file }] of [...studio.delivered].toSorted(([a], [b]) => a - b))
      hash.update(await Bun.file(file).bytes())
    return hash.digest('hex')
  } finally {
    await studio.close()
  }
}

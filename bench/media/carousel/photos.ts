import { join } from 'node:path'
import sharp from 'sharp'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { clips } from '#test/media/clips.ts'

const media = join(import.meta.dir, '../../../test/media')
const stills = ['coffee.png', 'rocket.jpg', 'chelsea.png'].map((name) => join(media, name))

/** Real pictures, cut and coloured differently until there are `count`: bright and dark, calm and busy. Paths of JPEGs, 1,600 px wide. */
export async function makePhotos(folder: string, count: number): Promise<string[]> {
  const sources = [...stills]
  for (const [n, [clip, at]] of [
    [clips.car, 5],
    [clips.bottle, 8],
    [clips.person, 60],
  ].entries()) {
    const still = join(folder, `still-${n}.png`)
    await runFfmpeg(['-ss', String(at), '-i', String(clip), '-frames:v', '1', still])
    sources.push(still)
  }
  const made: string[] = []
  for (let n = 0; n < count; n++) {
    const source = sources[n % sources.length] as string
    const { width = 0, height = 0 } = await sharp(source).metadata()
    const round = Math.floor(n / sources.length)
    const share = 0.45 + 0.5 * ((round * 0.37) % 1)
    const cut = { width: Math.floor(width * share), height: Math.floor(height * share) }
    const left = Math.floor((width - cut.width) * ((round * 0.61) % 1))
    const top = Math.floor((height - cut.height) * ((round * 0.29) % 1))
    const path = join(folder, `photo-${n}.jpg`)
    await sharp(source)
      .flatten({ background: '#ffffff' })
      .extract({ ...cut, left, top })
      .resize(1600, 1600, { fit: 'outside' })
      .modulate({
        hue: (round * 53) % 360,
        brightness: 0.45 + ((round * 0.41) % 1) * 1.3,
        saturation: 0.3 + ((round * 0.7) % 1.4),
      })
      .jpeg({ quality: 88 })
      .toFile(path)
    made.push(path)
  }
  return made
}

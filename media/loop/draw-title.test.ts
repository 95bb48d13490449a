import { expect, test } from 'bun:test'
import { drawTitle, withTitle } from './draw-title.ts'

const [width, height] = [320, 180]

test.each([
  ['Chinese', '夜', '雨'],
  ['Arabic', 'ليل', 'مطر'],
  ['Cyrillic', 'Дождь', 'Ветер'],
  ['emoji', '🌧️', '🔥'],
])('%s words are drawn as themselves, not as the box of a letter nobody has', async (_, one, other) => {
  const [first, second] = [await drawTitle(one, width, height), await drawTitle(other, width, height)]
  const seen = (opacity: Uint8Array) => opacity.reduce((sum, each) => sum + (each > 128 ? 1 : 0), 0)
  expect(seen(first.opacity)).toBeGreaterThan(50)
  const apart = first.opacity.reduce(
    (sum, each, at) => sum + (Math.abs(each - second.opacity[at]!) > 128 ? 1 : 0),
    0,
  )
  expect(apart).toBeGreaterThan(0.2 * seen(first.opacity))
})

test('an emoji has its colours; letters are white without a colour', async () => {
  const colour = async (words: string) => {
    const { planes } = await drawTitle(words, width, height)
    return Math.max(...planes.subarray(width * height).map((each) => Math.abs(each - 128)))
  }
  expect(await colour('🔥')).toBeGreaterThan(40)
  expect(await colour('Hujan')).toBeLessThan(2)
})

test('the longest title fits a tall frame, comes and goes softly, and leaves the rest as it was', async () => {
  const [wide, tall] = [180, 320]
  const title = await drawTitle('Hujan '.repeat(20).trim(), wide, tall)
  for (let y = 0; y < tall; y++)
    for (const x of [0, 1, wide - 2, wide - 1]) expect(title.opacity[y * wide + x]!).toBeLessThan(40)
  const grey = new Uint8Array(wide * tall * 1.5).fill(60)
  const frames = (async function* () {
    for (let n = 0; n < 40; n++) yield grey
  })()
  const light: number[] = []
  for await (const frame of withTitle(frames, title, { width: wide, height: tall, rate: 10, seconds: 3 }))
    light.push(Math.max(...frame.subarray(0, wide * tall)))
  expect(light[0]).toBe(60)
  expect(light[2]!).toBeGreaterThan(light[1]!)
  expect(light[15]!).toBeGreaterThan(220)
  expect(light.slice(30)).toEqual(Array(10).fill(60))
})

import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { InvalidInput } from '../define-app.ts'
import { chooseSets } from './choose-sets.ts'
import { carouselInput } from './input.ts'
import { countSets } from './options.ts'
import { planCarousel } from './plan-carousel.ts'

const pool = (at: number, images: number, texts: number) => ({
  images: Array.from({ length: images }, (_, n) => `p${at}-${n}`),
  texts: Array.from({ length: texts }, (_, n) => `text ${n}`),
})
const pools = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 })), {
  minLength: 2,
  maxLength: 5,
})
const asked = (sizes: [number, number][], more: object = {}) =>
  carouselInput.parse({
    positions: sizes.map(([images, texts], at) => pool(at, images, texts)),
    sets: 1,
    ...more,
  })

describe('the sets of a run', () => {
  test('are all different, use everything equally give or take one, and come again with their seed', () => {
    fc.assert(
      fc.property(
        pools,
        fc.integer({ min: 1, max: 100 }),
        fc.nat(),
        fc.boolean(),
        (sizes, sets, seed, uniqueCover) => {
          const draft = asked(sizes, { seed, constraints: { uniqueCover } })
          const wanted = Number(BigInt(sets) < countSets(draft) ? BigInt(sets) : countSets(draft))
          const input = { ...draft, sets: wanted }
          const chosen = chooseSets(input)
          expect(new Set(chosen.map(({ slides }) => JSON.stringify(slides))).size).toBe(wanted)
          if (uniqueCover)
            expect(new Set(chosen.map(({ slides }) => JSON.stringify(slides[0]))).size).toBe(wanted)
          input.positions.forEach(({ images, texts }, at) => {
            for (const [members, use] of [
              [images, chosen.map(({ slides }) => slides[at]?.image)],
              [texts.map((_, n) => n), chosen.map(({ slides }) => slides[at]?.text)],
            ] as [unknown[], unknown[]][]) {
              const uses = members.map((member) => use.filter((one) => one === member).length)
              if (uses.length > 0) expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(1)
            }
          })
          expect(chooseSets(input)).toEqual(chosen)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('kept, change no other of their seed and are there under any other, as long as their parts are', () => {
    fc.assert(
      fc.property(
        pools,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        fc.array(fc.nat(29), { maxLength: 6 }),
        (sizes, sets, seed, other, uniqueCover, picked) => {
          const draft = asked(sizes, { seed, constraints: { uniqueCover } })
          const wanted = Number(BigInt(sets) < countSets(draft) ? BigInt(sets) : countSets(draft))
          const input = { ...draft, sets: wanted }
          const chosen = chooseSets(input)
          const keep = [...new Set(picked.map((n) => n % wanted))].map((n) => chosen[n]!.slides)
          const keeping = { ...input, constraints: { ...input.constraints, keep } }
          expect(chooseSets(keeping)).toEqual(chosen)

          const redrawn = chooseSets({ ...keeping, seed: other })
          const keys = redrawn.map(({ slides }) => JSON.stringify(slides))
          expect(new Set(keys).size).toBe(wanted)
          for (const slides of keep) expect(keys).toContain(JSON.stringify(slides))
          if (uniqueCover)
            expect(new Set(redrawn.map(({ slides }) => JSON.stringify(slides[0]))).size).toBe(wanted)

          const gone = keep.map(([first, ...rest]) => [{ ...first!, image: 'gone' }, ...rest])
          expect(chooseSets({ ...input, constraints: { ...input.constraints, keep: gone } })).toEqual(chosen)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('keep to pairs and exclusions, and their number is what can be enumerated', () => {
    const small = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    fc.assert(
      fc.property(fc.tuple(small, small), fc.nat(8), fc.nat(8), fc.boolean(), (sizes, a, b, uniqueCover) => {
        const [[images, texts]] = sizes
        const at = (n: number) => ({ position: 0, image: `p0-${n % images}`, text: n % texts })
        const input = asked(sizes, { constraints: { pair: [at(a)], exclude: [at(b)], uniqueCover } })
        const count = Number(countSets(input))
        if (count === 0) return expect(() => planCarousel(input, new Map())).toThrow(InvalidInput)
        const chosen = chooseSets({ ...input, sets: count })
        expect(chosen).toHaveLength(count)
        expect(() => chooseSets({ ...input, sets: count + 1 })).toThrow(`Only ${count} `)
        for (const { slides } of chosen) {
          if (slides[0]?.image === at(a).image) expect(slides[0].text).toBe(at(a).text)
          expect(slides[0]).not.toEqual({ image: at(b).image, text: at(b).text })
        }
      }),
    )
  })

  test('weigh pictures as asked', () => {
    const weights = [{ position: 0, image: 'p0-0', weight: 3 }]
    const chosen = chooseSets(
      asked(
        [
          [2, 0],
          [6, 6],
        ],
        { sets: 20, constraints: { weights } },
      ),
    )
    expect(chosen.filter(({ slides }) => slides[0]?.image === 'p0-0')).toHaveLength(15)
  })

  test('pass over the ones that were swapped away', () => {
    const input = asked(
      [
        [3, 2],
        [2, 0],
      ],
      { sets: 5 },
    )
    const [first, second, ...rest] = chooseSets(input)
    const swapped = chooseSets({
      ...input,
      constraints: { ...input.constraints, skip: [second?.place ?? 0] },
    })
    expect(swapped.slice(0, 4)).toEqual([first, ...rest] as never)
    expect(countSets({ ...input, constraints: { ...input.constraints, skip: [1, 999] } })).toBe(11n)
  })

  test('more than exist are refused with the number', () => {
    const refused = () =>
      planCarousel(
        asked(
          [
            [2, 2],
            [1, 0],
          ],
          { sets: 5 },
        ),
        new Map(),
      )
    expect(refused).toThrow('Only 4 different sets exist.')
  })
})

test('what is not known, too much or empty is refused by its field', () => {
  const two = [{ images: ['a'] }, { images: ['b'] }]
  const paths = (body: unknown) =>
    carouselInput.safeParse(body).error?.issues.map(({ path }) => path.join('.'))
  expect(paths({ positions: [{ images: [] }, { images: ['b'] }], sets: 1 })).toEqual(['positions.0.images'])
  expect(paths({ positions: two, sets: 101 })).toEqual(['sets'])
  const one = { images: ['b'], texts: ['x'.repeat(2001)] }
  expect(paths({ positions: [two[0], one], sets: 1 })).toEqual(['positions.1.texts.0'])
  const wordy = { images: ['b'], texts: Array.from({ length: 201 }, (_, n) => `${n}`) }
  expect(paths({ positions: [two[0], wordy], sets: 1 })).toEqual(['positions.1.texts'])
  const mute = { images: ['b'], texts: ['a', ' '] }
  expect(paths({ positions: [two[0], mute], sets: 1 })).toEqual(['positions.1.texts.1'])
  const many = { images: Array.from({ length: 21 }, (_, n) => `${n}`) }
  expect(paths({ positions: [many, two[0]], sets: 1 })).toEqual(['positions.0.images'])
  const own = { images: ['b'], style: { family: 'my-own-font' } }
  expect(paths({ positions: [own, two[0]], sets: 1 })).toEqual(['positions.0.style.family'])
})

import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { type Asset, InvalidInput } from '../define-app.ts'
import { checkClips } from './check-clips.ts'
import { chooseVariants } from './choose-variants.ts'
import { distance, profileOf } from './distance.ts'
import { type Clip, type EditList, framesOf, identityOf } from './edit-list.ts'
import { type MixInput, type MixRequest, mixInput } from './input.ts'
import { countVariants } from './variants.ts'

type KnownAsset = Pick<Asset, 'kind' | 'bytes' | 'sha256' | 'seconds'>

/** `lengths` are seconds, or `[seconds, group]`, or `[seconds, group, content]`. */
function mixOf(
  lengths: (number | [number, string?, string?])[],
  request: Omit<MixRequest, 'clips'>,
): { input: MixInput; clips: Clip[] } {
  const described = lengths.map((each) => (typeof each === 'number' ? ([each] as const) : each))
  const input = mixInput.parse({
    clips: described.map(([, group], n) => ({ assetId: `c${n}`, group })),
    ...request,
  })
  const assets = described.map(([seconds, , content], n) => {
    return [`c${n}`, { kind: 'video' as const, bytes: 1, sha256: content ?? `s${n}`, seconds }] as const
  })
  // A card called `logo-2` shows the same as `logo`.
  const cards = input.endCards.map(
    (id) =>
      [id, { kind: 'image' as const, bytes: 1, sha256: id.split('-')[0] ?? '', seconds: null }] as const,
  )
  return { input, clips: checkClips(input, new Map<string, KnownAsset>([...assets, ...cards])) }
}

function count(...mix: Parameters<typeof mixOf>): number | string {
  const { input, clips } = mixOf(...mix)
  const counted = countVariants(input, clips)
  return counted.exact ? counted.count : 'more'
}

const outputs = 1
const sequence = { groups: 'sequence' as const }
const grouped: [number, string][] = [
  [4, 'hook'],
  [4, 'hook'],
  [5, 'body'],
  [5, 'body'],
  [6, 'end'],
]

test('shuffled clips can be put in every order, and fixed ones in one', () => {
  expect(count([5, 5, 5], { outputs })).toBe(6)
  expect(count([5, 5, 5], { outputs, mix: { order: 'fixed' } })).toBe(1)
  expect(count([5, 5, 5, 5], { outputs, mix: { start: { assetId: 'c2' } } })).toBe(6)
  expect(count([5, 5, 5, 5], { outputs, mix: { order: 'fixed', start: 'each' } })).toBe(4)
  expect(count([5, 5, 5, 5], { outputs, mix: { order: 'fixed', start: { assetId: 'c2' } } })).toBe(1)
})

test('groups offer one clip each, in sequence or in any order', () => {
  expect(count(grouped, { outputs, mix: sequence })).toBe(4)
  expect(count(grouped, { outputs, mix: { groups: 'any' } })).toBe(24)
  expect(count(grouped, { outputs, mix: { groups: 'any', start: { assetId: 'c0' } } })).toBe(4)
  expect(count(grouped, { outputs, mix: { ...sequence, start: { assetId: 'c1' } } })).toBe(2)
})

test('the same file uploaded twice does not make more videos', () => {
  expect(count([[5, undefined, 'same'], [5, undefined, 'same'], 5], { outputs })).toBe(3)
  expect(
    count(
      [
        [5, 'a', 'same'],
        [5, 'a', 'same'],
        [5, 'b'],
      ],
      { outputs, mix: sequence },
    ),
  ).toBe(1)
})

test('windows, speeds and looks multiply', () => {
  const window = { kind: 'random' as const, clipSeconds: 3 }
  expect(count([5], { outputs, mix: { window } })).toBe(5)
  expect(count([5, 4], { outputs, mix: { window } })).toBe(2 * 5 * 3)
  expect(count([5, 5], { outputs, mix: { speed: { min: 0.9, max: 1.1 } } })).toBe(2 * 5 * 5)
  expect(count([5, 5], { outputs, mix: { look: true } })).toBe(2 * 18)
})

test('transitions count only where they differ, and texts and end cards once each', () => {
  const transition = { kind: 'fade' as const, seconds: 0.5 }
  expect(count([5, 5, 5], { outputs, mix: { transition } })).toBe(6)
  expect(count([5, 5, 5], { outputs, mix: { transition: { ...transition, kind: 'random' } } })).toBe(6 * 16)
  expect(count([5, 5, 5], { outputs, texts: ['Diskon!', 'Gratis ongkir', 'Diskon!'] })).toBe(6 * 2)
  expect(count([5, 5, 5], { outputs, endCards: ['logo', 'logo-2', 'shop'] })).toBe(6 * 2)
  expect(count([5, 5], { outputs, texts: ['a', 'b', 'c'], endCards: ['logo', 'shop'] })).toBe(2 * 3 * 2)
})

test('an overlap is played once, and a set length comes out to the frame all the same', () => {
  const mix = { order: 'fixed' as const, transition: { kind: 'wipe' as const, seconds: 0.5 } }
  const frames = (request: Omit<MixRequest, 'clips' | 'outputs'>) => {
    const { input, clips } = mixOf([5, 6, 4], { outputs: 1, ...request })
    return framesOf(chooseVariants(input, clips)[0] ?? [])
  }
  expect(frames({ mix })).toBe(15 * 30 - 2 * 15)
  for (const share of ['equal', 'proportional', 'weighted'] as const)
    expect(frames({ mix, length: { kind: 'fixed', seconds: 13, share } })).toBe(13 * 30)
  expect(frames({ mix, endCards: ['logo'] })).toBe(15 * 30 - 2 * 15 + 3 * 30)
  const { input, clips } = mixOf([5, 6, 4], { outputs: 1, mix, endCards: ['logo'] })
  const [edits = []] = chooseVariants(input, clips)
  expect(edits.map(({ join }) => join?.frames)).toEqual([undefined, 15, 15, undefined])
})

test('a transition the clips have no room for is refused with what they have room for', () => {
  const refused = (lengths: number[], request: Omit<MixRequest, 'clips' | 'outputs'>) => {
    try {
      mixOf(lengths, { outputs: 1, ...request })
    } catch (error) {
      return error instanceof InvalidInput ? { path: error.path.join('.'), ...error.details } : error
    }
  }
  const transition = { kind: 'fade' as const, seconds: 1.5 }
  expect(refused([5, 2.5], { mix: { transition } })).toEqual({
    path: 'mix.transition.seconds',
    longestSeconds: 1.2,
  })
  const fixed = { kind: 'fixed' as const, seconds: 5 }
  expect(refused([5, 5, 5, 5], { mix: { transition }, length: fixed })).toEqual({
    path: 'length.seconds',
    neededSeconds: 7.5,
  })
  expect(refused([3, 3], { mix: { transition }, length: fixed })).toEqual({
    path: 'length.seconds',
    availableSeconds: 4.5,
  })
})

test('texts and end cards are used equally often, give or take one, whenever one stops', () => {
  const texts = ['a', 'b', 'c']
  const { input, clips } = mixOf([5, 5, 5, 5], { outputs: 20, texts, endCards: ['logo', 'shop'] })
  const used = new Map<string, number>()
  for (const edits of chooseVariants(input, clips)) {
    const [text, card] = [edits[0]?.text ?? '', edits.at(-1)?.clip ?? -1]
    expect(clips[card]?.card).toBe(true)
    for (const each of [text, String(card)]) used.set(each, (used.get(each) ?? 0) + 1)
    for (const pool of [texts, ['4', '5']]) {
      const times = pool.map((each) => used.get(each) ?? 0)
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1)
    }
  }
})

test('very many are not counted to the last', () => {
  expect(count(Array(9).fill(5), { outputs })).toBe(362_880)
  expect(count(Array(10).fill(5), { outputs })).toBe('more')
  expect(count(Array(100).fill(5), { outputs, mix: { look: true } })).toBe('more')
})

const aMix = fc
  .record({
    lengths: fc.array(fc.tuple(fc.integer({ min: 2, max: 5 }), fc.constantFrom('a', 'b')), {
      minLength: 2,
      maxLength: 4,
    }),
    copy: fc.boolean(),
    order: fc.constantFrom('shuffle' as const, 'fixed' as const),
    groups: fc.constantFrom('off' as const, 'sequence' as const, 'any' as const),
    start: fc.constantFrom('any' as const, 'each' as const, { assetId: 'c0' }),
    window: fc.constantFrom({ kind: 'whole' as const }, { kind: 'random' as const, clipSeconds: 1.5 }),
    speed: fc.constantFrom({ min: 1, max: 1 }, { min: 1, max: 1.05 }),
    fixed: fc.constantFrom(undefined, 'equal' as const, 'proportional' as const, 'weighted' as const),
    transition: fc.constantFrom('cut' as const, 'cut' as const, 'fade' as const, 'random' as const),
    texts: fc.constantFrom<string[]>([], ['a', 'b']),
    endCards: fc.constantFrom<string[]>([], ['logo', 'logo-2']),
    seed: fc.nat(),
  })
  .map(({ lengths, copy, order, groups, start, window, speed, fixed, transition: kind, seed, ...extras }) => {
    const clips: [number, string, string?][] = lengths.map(([seconds, group]) => [seconds, group])
    if (copy && clips[0]) clips.push([clips[0][0], clips[0][1], 's0'])
    const length = fixed ? { kind: 'fixed' as const, seconds: 5, share: fixed } : undefined
    const mix = { order, groups, start, window, speed, transition: { kind, seconds: 0.4 } }
    return { clips, request: { outputs: 60, seed, length, mix, ...extras } }
  })

test('as many videos can really be chosen as were counted, all different', () => {
  fc.assert(
    fc.property(aMix, ({ clips: lengths, request }) => {
      const { input, clips } = possible(() => mixOf(lengths, request))
      const counted = countVariants(input, clips)
      const chosen = chooseVariants(input, clips)
      expect(chosen).toHaveLength(Math.min(60, counted.count))
      expect(new Set(chosen.map((edits) => identityOf(edits, clips))).size).toBe(chosen.length)
      if (request.length)
        for (const edits of chosen) expect(framesOf(edits)).toBe(150 + (request.endCards.length > 0 ? 90 : 0))
      for (const edits of chosen) withinTheirClips(edits, clips)
    }),
    { numRuns: 40 },
  )
}, 30_000)

test('the same seed gives the same batch, another seed another', () => {
  const batch = (seed: number) => {
    const { input, clips } = mixOf([5, 5, 5, 5, 5], { outputs: 20, seed })
    return chooseVariants(input, clips)
  }
  expect(batch(5)).toEqual(batch(5))
  expect(batch(5)).not.toEqual(batch(6))
})

test('within a group, clips are used equally often, give or take one, whenever one stops', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(
      sizes,
      fc.nat(),
      fc.constantFrom('sequence' as const, 'any' as const),
      (sizes, seed, groups) => {
        const lengths = sizes.flatMap((size, g) =>
          Array.from({ length: size }, (): [number, string] => [3, `g${g}`]),
        )
        const { input, clips } = mixOf(lengths, { outputs: 50, seed, mix: { groups } })
        const used = clips.map(() => 0)
        for (const edits of chooseVariants(input, clips)) {
          for (const { clip } of edits) used[clip] = (used[clip] ?? 0) + 1
          for (const members of Map.groupBy(clips.keys(), (n) => clips[n]?.group).values()) {
            const times = members.map((n) => used[n] ?? 0)
            expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1)
          }
        }
      },
    ),
    { numRuns: 20 },
  )
})

test('taking turns, the clips open equally often', () => {
  const { input, clips } = mixOf([5, 5, 5, 5], { outputs: 10, mix: { start: 'each' } })
  const openers = chooseVariants(input, clips).map(([first]) => first?.clip)
  expect(new Set(openers.slice(0, 4)).size).toBe(4)
  const times = [0, 1, 2, 3].map((clip) => openers.filter((each) => each === clip).length)
  expect(times.toSorted((a, b) => a - b)).toEqual([2, 2, 3, 3])
})

test('a hundred videos of six clips stay far apart', () => {
  const { input, clips } = mixOf([5, 6, 4, 5, 7, 5], { outputs: 100 })
  expect(nearest(chooseVariants(input, clips), clips)).toBeGreaterThan(0.2)
  const ten = mixOf([5, 6, 4, 5, 7, 5], { outputs: 10 })
  expect(nearest(chooseVariants(ten.input, ten.clips), ten.clips)).toBeGreaterThanOrEqual(0.4)
})

test('another transition or other words make a small difference, and only a small one', () => {
  const clips = ['a', 'b'].map((content) => ({ assetId: content, content, seconds: 6, hasText: false }))
  const profile = (kind?: 'fade' | 'wipe', text?: string) => {
    const stretch = { from: 0, frames: 180, speed: 1, look: 0 }
    const join = kind && { kind, frames: 30 }
    return profileOf(
      [
        { clip: 0, ...stretch, text },
        { clip: 1, ...stretch, join },
      ],
      clips,
      30,
    )
  }
  expect(profile('fade').seconds).toBe(11)
  expect(distance(profile('fade'), profile('fade'))).toBe(0)
  for (const other of [profile('wipe'), profile('fade', 'Diskon!')]) {
    expect(distance(profile('fade'), other)).toBeWithin(0.01, 0.2)
    expect(distance(profile('fade'), other)).toBe(distance(other, profile('fade')))
  }
})

test('distance is nothing for twins, everything for strangers, and the same both ways', () => {
  const stretch = { from: 0, frames: 90, speed: 1, look: 0 }
  const clips = ['a', 'b', 'c', 'd'].map((content) => ({
    assetId: content,
    content,
    seconds: 3,
    hasText: false,
  }))
  const profile = (...order: number[]) =>
    profileOf(
      order.map((clip) => ({ clip, ...stretch })),
      clips,
      30,
    )
  expect(distance(profile(0, 1), profile(0, 1))).toBe(0)
  expect(distance(profile(0, 1), profile(2, 3))).toBe(1)
  expect(distance(profile(0, 1, 2), profile(0, 2, 1))).toBeCloseTo(
    distance(profile(0, 2, 1), profile(0, 1, 2)),
  )
  expect(distance(profile(0, 1, 2), profile(0, 1, 3))).toBeLessThan(
    distance(profile(0, 1, 2), profile(1, 3, 0)),
  )
})

function nearest(batch: readonly EditList[], clips: readonly Clip[]): number {
  const profiles = batch.map((edits) => profileOf(edits, clips, 30))
  return Math.min(...profiles.flatMap((one, n) => profiles.slice(n + 1).map((other) => distance(one, other))))
}

function withinTheirClips(edits: EditList, clips: readonly Clip[]): void {
  for (const { clip, from, frames, speed } of edits)
    expect(((from + frames) / 30) * speed).toBeLessThanOrEqual((clips[clip]?.seconds ?? 0) + 1 / 30)
}

/** Skips what is refused with good reason. */
function possible<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof InvalidInput) fc.pre(false)
    throw error
  }
}

import { contentOf, drawArrangement, listArrangements, openings } from './arrangements.ts'
import { balancedPicks, countPicks } from './balanced-picks.ts'
import { distance, type Profile, profileOf } from './distance.ts'
import { type Clip, type Edit, type EditList, identityOf, type Join } from './edit-list.ts'
import type { MixInput } from './input.ts'
import { Seeded } from './seeded.ts'
import { cardFrames, inPoints, type Space, spaceOf, takes } from './space.ts'
import { countOfPick } from './variants.ts'

/**
 * The batch: as many different edit lists as are asked for, or all there are. The same input gives the same batch. Clips of a
 * group, texts and end cards are used equally often, give or take one, and each video is chosen to be as far as possible from those before it.
 */
export function chooseVariants(input: MixInput, clips: readonly Clip[]): EditList[] {
  const space = spaceOf(input, clips)
  const chance = new Seeded(input.seed)
  const batch = new Batch(space, input.outputs)
  // Texts and cards are groups too: one of each goes into every output.
  const [texts, cards] = [[...space.texts.keys()], [...space.cards]]
  const groups = [...space.groups, ...[texts, cards].filter(({ length }) => length > 0)]
  const combinations = countPicks(groups)
  let misses = 0n
  for (const picked of balancedPicks(groups, chance)) {
    if (batch.chosen.length === input.outputs || misses === combinations) return batch.chosen
    const picks = picked.slice(0, space.groups.length)
    const extras = {
      text: space.texts[texts.length > 0 ? (picked[picks.length] ?? -1) : -1],
      card: cards.length > 0 ? picked.at(-1) : undefined,
    }
    misses = batch.add(batch.unused(candidates(space, picks, extras, batch, chance))) ? 0n : misses + 1n
  }
  return batch.chosen
}

interface Extras {
  text?: string
  card?: number
}

/** What has been chosen so far, and what that leaves. */
class Batch {
  readonly chosen: EditList[] = []
  readonly #profiles: Profile[] = []
  readonly #identities = new Set<string>()
  readonly #opened = new Map<string, number>()
  readonly tries: number

  constructor(
    readonly space: Space,
    outputs: number,
  ) {
    this.tries = Math.round(Math.min(200, Math.max(16, 600_000 / outputs ** 2)))
  }

  unused(lists: Iterable<EditList>): EditList[] {
    return [...lists].filter((edits) => !this.#identities.has(identityOf(edits, this.space.clips)))
  }

  /** Takes the one whose nearest sibling is farthest away. */
  add(lists: readonly EditList[]): boolean {
    let best: { edits: EditList; profile: Profile; nearest: number } | undefined
    for (const edits of lists) {
      const profile = profileOf(edits, this.space.clips, this.space.fps)
      const nearest = this.#nearestTo(profile, best?.nearest ?? -1)
      if (!best || nearest > best.nearest + 1e-9) best = { edits, profile, nearest }
    }
    if (!best) return false
    this.chosen.push(best.edits)
    this.#profiles.push(best.profile)
    this.#identities.add(identityOf(best.edits, this.space.clips))
    const opener = contentOf(this.space, best.edits[0]?.clip ?? -1)
    this.#opened.set(opener, (this.#opened.get(opener) ?? 0) + 1)
    return true
  }

  /** Stops looking once it is known not to beat `best`. */
  #nearestTo(profile: Profile, best: number): number {
    let nearest = 1
    for (const other of this.#profiles) {
      nearest = Math.min(nearest, distance(profile, other))
      if (nearest <= best) break
    }
    return nearest
  }

  /** Of these, the clips that have opened fewest outputs so far. */
  whoseTurn(clips: readonly number[]): number[] {
    const times = (clip: number) => this.#opened.get(contentOf(this.space, clip)) ?? 0
    const fewest = Math.min(...clips.map(times))
    return clips.filter((clip) => times(clip) === fewest)
  }
}

/** Up to this many ways of playing a pick are all listed; of more, some are drawn. */
const listable = 720n

function candidates(
  space: Space,
  picks: readonly number[],
  extras: Extras,
  batch: Batch,
  chance: Seeded,
): EditList[] {
  const dress = (edits: EditList) => dressed(space, edits, extras)
  if (countOfPick(space, picks, listable) > listable) return drawn(space, picks, batch, chance).map(dress)
  const unused = chance.shuffled(batch.unused([...everyWay(space, picks)].map(dress)))
  if (space.start !== 'each') return unused.slice(0, batch.tries)
  const turn = batch.whoseTurn([...new Set(unused.map(([first]) => first?.clip ?? -1))])
  return unused.filter(([first]) => turn.includes(first?.clip ?? -1)).slice(0, batch.tries)
}

function drawn(space: Space, picks: readonly number[], batch: Batch, chance: Seeded): EditList[] {
  const turn = space.start === 'each' ? batch.whoseTurn(openings(space, picks)) : undefined
  return Array.from({ length: batch.tries }, () => {
    const order = drawArrangement(space, picks, chance, turn)
    const look = drawLook(space, order, chance)
    return withTakes(space, order).map(({ clip, take }, n) => {
      const speed = chance.pick(space.speeds)
      const { count, frames } = inPoints(space, clip, speed, take)
      const join = n > 0 && space.join ? joinOf(space.join, chance.pick(space.join.kinds)) : undefined
      return edit(space, clip, chance.below(count), frames, speed, look, join)
    })
  })
}

function dressed(space: Space, edits: EditList, { text, card }: Extras): EditList {
  const worded = text === undefined ? edits : edits.map((each, n) => (n === 0 ? { ...each, text } : each))
  if (card === undefined) return worded
  const frames = cardFrames(space, card)
  return [...worded, { clip: card, from: 0, frames, speed: 1, look: 0, card: true }]
}

function* everyWay(space: Space, picks: readonly number[]): Generator<EditList> {
  const looks = picks.every((clip) => space.clips[clip]?.hasText) ? 1 : space.looks
  for (const order of listArrangements(space, picks))
    for (let look = 0; look < looks; look++) yield* everyPlay(space, withTakes(space, order), look)
}

function* everyPlay(
  space: Space,
  stretches: { clip: number; take?: number }[],
  look: number,
  joins: readonly (Join | undefined)[] = [undefined],
): Generator<Edit[]> {
  const [first, ...rest] = stretches
  if (!first) return yield []
  const later = space.join?.kinds.map((kind) => joinOf(space.join, kind))
  for (const speed of space.speeds) {
    const { count, frames } = inPoints(space, first.clip, speed, first.take)
    for (let place = 0; place < count; place++)
      for (const others of everyPlay(space, rest, look, later))
        for (const join of joins) yield [edit(space, first.clip, place, frames, speed, look, join), ...others]
  }
}

function joinOf(join: Space['join'], kind: Join['kind']): Join {
  return { kind, frames: join?.frames ?? 0 }
}

function withTakes(space: Space, order: readonly number[]): { clip: number; take?: number }[] {
  const frames = takes(space, order, { first: order[0] ?? -1, last: order.at(-1) ?? -1 })
  return order.map((clip) => ({ clip, take: frames?.get(clip) }))
}

function edit(
  space: Space,
  clip: number,
  place: number,
  frames: number,
  speed: number,
  look: number,
  join?: Join,
): Edit {
  const from = space.window.kind === 'random' ? place * space.window.step : 0
  return { clip, from, frames, speed, look: space.clips[clip]?.hasText ? 0 : look, ...(join && { join }) }
}

function drawLook(space: Space, order: readonly number[], chance: Seeded): number {
  return order.every((clip) => space.clips[clip]?.hasText) ? 0 : chance.below(space.looks)
}

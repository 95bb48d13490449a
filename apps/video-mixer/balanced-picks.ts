import type { Seeded } from './seeded.ts'

/**
 * One clip of each group, over and over, through every combination before any returns. At every moment each clip of a group has
 * been used as often as any other of it, give or take one: all groups step together, and the diagonal is shifted only after a full round.
 */
export function* balancedPicks(groups: readonly (readonly number[])[], chance: Seeded): Generator<number[]> {
  const mixed = groups.map((group) => chance.shuffled(group))
  const sizes = mixed.map((group) => BigInt(group.length))
  const round = sizes.reduce(leastCommonMultiple, 1n)
  for (;;)
    for (const shifts of everyShift(sizes, chance))
      for (let step = 0n; step < round; step++)
        yield mixed.map(
          (group, g) => group[Number((step + (shifts[g] ?? 0n)) % BigInt(group.length))] as number,
        )
}

/** How many combinations pass before they repeat. */
export function countPicks(groups: readonly (readonly number[])[]): bigint {
  return groups.reduce((count, { length }) => count * BigInt(length), 1n)
}

/** The shifts that lead to diagonals with nothing in common, in a mixed order: as many for a group as it shares steps with those before it. */
function* everyShift(sizes: readonly bigint[], chance: Seeded): Generator<bigint[]> {
  let together = 1n
  const choices = sizes.map((size) => {
    const shared = greatestCommonDivisor(together, size)
    together = leastCommonMultiple(together, size)
    return shared
  })
  const all = choices.reduce((count, each) => count * each, 1n)
  for (const rank of mixedOrder(all, chance))
    yield choices.reduce<{ left: bigint; shifts: bigint[] }>(
      ({ left, shifts }, each) => ({ left: left / each, shifts: [...shifts, left % each] }),
      { left: rank, shifts: [] },
    ).shifts
}

/** Few ranks are shuffled; of very many, as many as could ever be asked for are drawn. */
function* mixedOrder(count: bigint, chance: Seeded): Generator<bigint> {
  if (count <= 10_000n)
    return yield* chance.shuffled(Array.from({ length: Number(count) }, (_, n) => BigInt(n)))
  const drawn = new Set<bigint>()
  while (drawn.size < 10_000) {
    let rank = 0n
    for (let digits = count; digits > 0n; digits >>= 24n) rank = (rank << 24n) | BigInt(chance.below(2 ** 24))
    rank %= count
    if (drawn.has(rank)) continue
    drawn.add(rank)
    yield rank
  }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b)
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b
}

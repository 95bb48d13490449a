import { blendPlane, mixPlane } from './blend-frames.ts'
import { evened, type Light, lightOf } from './even-light.ts'
import { type LoopPlan, type Mix, mixAt } from './loop-plan.ts'

/** Frames of the clip, in order. `count` may be read only in part. */
export type ReadClip = (from: number, count: number) => AsyncIterable<Uint8Array>

export interface Plane {
  width: number
  height: number
  pixels: 'yuv420p' | 'gray'
}

/** Frames held at once where they must be turned around. */
const mostHeld = 192 << 20

/**
 * Frames `first` … `first + count` of the unit, without end: after its last comes its first again. Only what must be turned around is held, in
 * portions, so memory does not grow with length or size.
 */
export async function* unitFrames(
  plan: LoopPlan,
  read: ReadClip,
  plane: Plane,
  { first = 0, count = plan.frames }: { first?: number; count?: number } = {},
): AsyncGenerator<Uint8Array> {
  let at = ((first % plan.frames) + plan.frames) % plan.frames
  for (let left = count; left > 0; ) {
    const [mixes, forward] = nextStretch(plan, at, left, plane)
    let n = 0
    for await (const [a, b] of forward ? inOrder(mixes, read) : turned(mixes, read)) {
      const mix = mixes[n] as Mix
      const one = evened(a, plan, mix.first, plane)
      yield mix.share < 0.004 ? one : blended(one, evened(b, plan, mix.second, plane), mix.share, plane)
      n++
    }
    if (n < mixes.length) throw new Error(`The clip ended ${mixes.length - n} frames early.`)
    left -= mixes.length
    at = (at + mixes.length) % plan.frames
  }
}

/**
 * From which of its frames on, `first` at the earliest, a unit is nothing but frames of the clip, one after the other, which of the clip's is
 * the first of them, and what is done to their light. Null where it never is.
 */
export function ownFrames(
  plan: LoopPlan,
  first = 0,
): { after: number; from: number; light: Light | null } | null {
  if (plan.style === 'boomerang') return null
  const after = Math.max(first, plan.style === 'crossfade' ? plan.blend : 0)
  return { after, from: plan.from + after, light: lightOf(plan, after) }
}

/** The longest run of frames that can be read in one go, and whether the clip runs forward in it. */
function nextStretch(plan: LoopPlan, at: number, left: number, plane: Plane): [Mix[], boolean] {
  const half = plan.frames / 2
  const forward = plan.style !== 'boomerang' || at < half
  const border =
    plan.style === 'crossfade' && at < plan.blend
      ? plan.blend
      : forward && plan.style === 'boomerang'
        ? half
        : plan.frames
  const bytes = plane.width * plane.height * (plane.pixels === 'gray' ? 1 : 1.5)
  const most = forward ? Number.POSITIVE_INFINITY : Math.max(2, Math.floor(mostHeld / bytes) - 2)
  const length = Math.min(left, Math.ceil(border) - at, most)
  return [Array.from({ length }, (_, n) => mixAt(plan, at + n)), forward]
}

/** Both sources run forward: each is read once. */
async function* inOrder(mixes: readonly Mix[], read: ReadClip): AsyncGenerator<[Uint8Array, Uint8Array]> {
  const same = mixes.every(({ first, second }) => second - first <= 1 && second >= first)
  const one = follow(
    mixes.map(({ first }) => first),
    same ? mixes.at(-1)?.second : undefined,
    read,
  )
  const other = same
    ? null
    : follow(
        mixes.map(({ second }) => second),
        undefined,
        read,
      )
  try {
    for (const { first, second, share } of mixes) {
      const a = await one.at(first)
      yield [a, share === 0 ? a : other ? await other.at(second) : await one.at(second)]
    }
  } finally {
    await Promise.all([one.close(), other?.close()])
  }
}

/** Reads forward and remembers the last two frames. */
function follow(wanted: readonly number[], last: number | undefined, read: ReadClip) {
  const from = wanted[0] ?? 0
  const to = Math.max(last ?? 0, wanted.at(-1) ?? 0)
  const frames = read(from, to - from + 1)[Symbol.asyncIterator]()
  let next = from
  let [older, newer]: (Uint8Array | null)[] = [null, null]
  return {
    async at(number: number): Promise<Uint8Array> {
      while (next <= number) {
        const { value, done } = await frames.next()
        if (done) throw new Error(`Frame ${number} of the clip is missing.`)
        older = newer
        newer = value
        next++
      }
      const found = number === next - 1 ? newer : number === next - 2 ? older : null
      if (!found) throw new Error(`Frame ${number} was passed already.`)
      return found
    },
    close: async () => void (await frames.return?.()),
  }
}

/** The clip runs backward: the portion is read forward and held. */
async function* turned(mixes: readonly Mix[], read: ReadClip): AsyncGenerator<[Uint8Array, Uint8Array]> {
  const from = Math.min(...mixes.map(({ first }) => first))
  const to = Math.max(...mixes.map(({ first, second, share }) => (share > 0 ? second : first)))
  const held: Uint8Array[] = []
  for await (const frame of read(from, to - from + 1)) held.push(frame)
  for (const { first, second, share } of mixes) {
    const [a, b] = [held[first - from], held[share > 0 ? second - from : first - from]]
    if (!a || !b) throw new Error(`Frame ${first} of the clip is missing.`)
    yield [a, b]
  }
}

function blended(a: Uint8Array, b: Uint8Array, share: number, { width, height, pixels }: Plane): Uint8Array {
  const out = new Uint8Array(a.length)
  const luma = width * height
  blendPlane(a, b, share, width, height, out.subarray(0, luma))
  if (pixels === 'yuv420p') mixPlane(a.subarray(luma), b.subarray(luma), share, out.subarray(luma))
  return out
}

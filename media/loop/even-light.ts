import type { LoopPlan } from './loop-plan.ts'

/** Levels by which frames are made lighter: the first of them, and how much more each that follows. */
export interface Light {
  first: number
  step: number
}

/** A twentieth of a level is left alone. */
const unseen = 0.05

/** What evens out the light of a unit's frames from this one on, as far as they are the clip's own. Null where it does not drift. */
export function lightOf({ drift, frames }: LoopPlan, from: number): Light | null {
  return drift === 0 ? null : { first: drift * (0.5 - from / frames), step: -drift / frames }
}

/** The same as `evened`, as filters that follow the picture's own: a small pattern is made for each frame, laid out as tiles and added. */
export function lightFilters(
  { first, step }: Light,
  { width, height, rate }: { width: number; height: number; rate: { num: number; den: number } },
): string {
  const columns = Math.ceil(width / tile)
  const rows = Math.ceil(height / tile)
  const odd = (one: string, other: string) => `bitand(${one}+${other},1)`
  const [x, y] = ['floor(X/2)', 'floor(Y/2)']
  const threshold = `(8*${odd('X', 'Y')}+4*bitand(Y,1)+2*${odd(x, y)}+bitand(${y},1)+0.5)/16`
  const shift = `st(0,${first}+${step}*N)`
  const level = `128+if(lt(abs(${shift}),${unseen}),0,floor(ld(0))+lt(${threshold},ld(0)-floor(ld(0))))`
  return [
    `null[as-it-is];nullsrc=s=${tile}x${tile}:r=${rate.num}/${rate.den},format=yuv420p`,
    `geq=lum='${level}':cb=128:cr=128`,
    ...repeated('hstack', columns),
    ...repeated('vstack', rows),
    `crop=${width}:${height}:0:0[light];[as-it-is][light]blend=c0_mode=grainmerge:shortest=1`,
  ].join(',')
}

/** Pixels on a side, a multiple of four. */
const tile = 32

function repeated(stack: 'hstack' | 'vstack', times: number): string[] {
  return times > 1
    ? [`split=${times}`.concat(labels(stack, times), ';', labels(stack, times), `${stack}=${times}`)]
    : []
}

function labels(name: string, count: number): string {
  return Array.from({ length: count }, (_, n) => `[${name}${n}]`).join('')
}

/** Takes back, little by little over the clip, what the light changed from the unit's beginning to its end. */
export function evened(
  frame: Uint8Array,
  plan: LoopPlan,
  at: number,
  { width, height }: { width: number; height: number },
): Uint8Array {
  const shift = plan.drift * (0.5 - (at - plan.from) / plan.frames)
  if (Math.abs(shift) < unseen) return frame
  const out = frame.slice()
  const whole = Math.floor(shift)
  const part = shift - whole
  // Parts of a level are spread over pixels, so the light moves smoothly and not in steps.
  const [low, high] = [shifted(whole), shifted(whole + 1)]
  for (let y = 0, place = 0; y < height; y++) {
    const line = [0, 1, 2, 3].map((x) => (order[(y & 3) * 4 + x]! < part ? high : low))
    const [a, b, c, d] = line as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    const end = place + width
    for (; place + 3 < end; place += 4) {
      out[place] = a[frame[place]!]!
      out[place + 1] = b[frame[place + 1]!]!
      out[place + 2] = c[frame[place + 2]!]!
      out[place + 3] = d[frame[place + 3]!]!
    }
    for (let x = 0; place < end; place++, x++) out[place] = line[x]![frame[place]!]!
  }
  return out
}

/** Each level, moved by so many. */
function shifted(by: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, level) => Math.min(255, Math.max(0, level + by)))
}

/** Four by four thresholds, evenly scattered. */
const order = Float32Array.from(
  [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((n) => (n + 0.5) / 16),
)

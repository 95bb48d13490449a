import { channels, sampleRate } from '../ffmpeg/picture-format.ts'

/** Goes on with a sound: fills a block with its next samples, on one side. A block at a time is many times faster than a sample. */
export type Source = (block: Float32Array) => void

/** All frequencies alike, −1 to 1. */
export function white(seed: number): Source {
  let now = begin(seed)
  return (block) => {
    let state = now
    for (let n = 0; n < block.length; n++) {
      state = (state + increment) | 0
      block[n] = numberOf(state)
    }
    now = state
  }
}

/** Equal loudness in every octave: slower and slower followers of white noise. */
export function pink(seed: number): Source {
  const random = white(seed)
  const heard = withoutOffset(0.998)
  const kept = new Float64Array(7)
  return (block) => {
    random(block)
    let [a, b, c, d, e, f, g] = kept as unknown as [number, number, number, number, number, number, number]
    for (let n = 0; n < block.length; n++) {
      const next = block[n]!
      a = 0.998_86 * a + next * 0.055_517_9
      b = 0.993_32 * b + next * 0.075_075_9
      c = 0.969 * c + next * 0.153_852
      d = 0.8665 * d + next * 0.310_485_6
      e = 0.55 * e + next * 0.532_952_2
      f = -0.7616 * f - next * 0.016_898
      block[n] = 0.3 * (a + b + c + d + e + f + g + next * 0.5362)
      g = next * 0.115_926
    }
    kept.set([a, b, c, d, e, f, g])
    heard(block)
  }
}

/** Half as loud with every octave. */
export function brown(seed: number): Source {
  const random = white(seed)
  const heard = withoutOffset(0.9965)
  let now = 0
  return (block) => {
    random(block)
    let at = now
    for (let n = 0; n < block.length; n++) {
      at = (at + 0.02 * block[n]!) * 0.998
      block[n] = at * 3.5
    }
    now = at
    heard(block)
  }
}

/** Takes out what is too slow to be heard. */
function withoutOffset(keep: number): Source {
  let [last, now] = [0, 0]
  return (block) => {
    let [before, out] = [last, now]
    for (let n = 0; n < block.length; n++) {
      const value = block[n]!
      out = value - before + keep * out
      before = value
      block[n] = out
    }
    ;[last, now] = [before, out]
  }
}

/** 0 to 1, number by number. The same seed gives the same numbers. */
export function chance(seed: number): () => number {
  let state = begin(seed)
  return () => {
    state = (state + increment) | 0
    return (numberOf(state) + 1) / 2
  }
}

const increment = 0x6d2b_79f5

function begin(seed: number): number {
  return seed ^ 0x9e37_79b9
}

function numberOf(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2_147_483_648 - 1
}

/** A value that strolls between two others, from one moment to another some seconds on. Asked once a step of `step` samples. */
export function wander(
  random: () => number,
  { low, high, seconds, step }: { low: number; high: number; seconds: number; step: number },
): () => number {
  const next = () => low + (high - low) * random()
  let [from, to] = [next(), next()]
  let [done, length] = [0, 1]
  return () => {
    if (done >= length) {
      from = to
      to = next()
      done = 0
      length = Math.max(1, Math.round((seconds * (0.5 + random()) * sampleRate) / step))
    }
    const x = done++ / length
    return from + (to - from) * x * x * (3 - 2 * x)
  }
}

/** A short ringing knock whose pitch rises, as a bubble closes: heard a little earlier and louder on the side it is on. */
export function knock(
  out: Float32Array,
  at: number,
  { pitch, decay, loud, place }: { pitch: number; decay: number; loud: number; place: number },
): void {
  const length = Math.ceil((4.5 / decay) * sampleRate)
  const late = Math.round(14 * Math.abs(place))
  const lag = [place > 0 ? late : 0, place > 0 ? 0 : late]
  const gain = [Math.sqrt((1 - place) / 2), Math.sqrt((1 + place) / 2)]
  const samples = out.length / channels
  const fade = Math.exp(-decay / sampleRate)
  let strength = loud
  for (let n = 0; n < length; n++, strength *= fade) {
    const time = n / sampleRate
    const value = strength * Math.sin(2 * Math.PI * pitch * (1 + time * 6) * time)
    for (let side = 0; side < channels; side++) {
      const place = at + n + lag[side]!
      if (place < samples) out[place * channels + side]! += gain[side]! * value
    }
  }
}

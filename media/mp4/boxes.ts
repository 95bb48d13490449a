/** Bytes that come so many times in a row; most of a long film's index is the same pattern over and over. */
export interface Run {
  bytes: Uint8Array
  times: number
}

/** Part of a file, as runs in order. */
export type Rope = Run[]

export function once(bytes: Uint8Array): Rope {
  return [{ bytes, times: 1 }]
}

export function lengthOf(rope: Rope): number {
  return rope.reduce((sum, { bytes, times }) => sum + bytes.length * times, 0)
}

/** An MP4 box. */
export function box(name: string, ...content: Rope[]): Rope {
  const body = content.flat()
  const head = new Uint8Array(8)
  const size = 8 + lengthOf(body)
  if (size > 0xffff_ffff) throw new Error(`The ${name} box is too long.`)
  new DataView(head.buffer).setUint32(0, size)
  head.set(latin(name), 4)
  return [{ bytes: head, times: 1 }, ...body]
}

/** A box that begins with a version and flags. */
export function fullBox(name: string, flags: number, ...content: Rope[]): Rope {
  return box(name, u32(flags), ...content)
}

export function u32(...values: number[]): Rope {
  return numbers(values)
}

/** As many as there are: what is spread into arguments must be few. */
export function numbers(values: readonly number[]): Rope {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [n, value] of values.entries()) view.setUint32(n * 4, value)
  return once(bytes)
}

export function u64(...values: number[]): Rope {
  return bigNumbers(values)
}

export function bigNumbers(values: readonly number[]): Rope {
  const bytes = new Uint8Array(values.length * 8)
  const view = new DataView(bytes.buffer)
  for (const [n, value] of values.entries()) view.setBigUint64(n * 8, BigInt(value))
  return once(bytes)
}

export function u16(...values: number[]): Rope {
  const bytes = new Uint8Array(values.length * 2)
  const view = new DataView(bytes.buffer)
  for (const [n, value] of values.entries()) view.setUint16(n * 2, value & 0xffff)
  return once(bytes)
}

export function raw(...values: number[]): Rope {
  return once(Uint8Array.from(values))
}

export function text(value: string): Rope {
  return once(new TextEncoder().encode(value))
}

export function latin(value: string): Uint8Array {
  return Uint8Array.from(value, (letter) => letter.charCodeAt(0))
}

/** The bytes `start`–`end` (inclusive) of a rope, without writing the rest of it. */
export function* sliceRope(rope: Rope, start: number, end: number): Generator<Uint8Array> {
  let at = 0
  for (const { bytes, times } of rope) {
    const length = bytes.length * times
    const from = Math.max(start, at) - at
    const to = Math.min(end + 1, at + length) - at
    for (let place = from; place < to; ) {
      const within = place % bytes.length
      const piece = bytes.subarray(within, Math.min(bytes.length, within + to - place))
      yield piece
      place += piece.length
    }
    at += length
    if (at > end) return
  }
}

/** What one moment of a video looks like, after MPEG-7: the same picture made smaller, brighter or coded again keeps it nearly. */
export interface FrameSignature {
  seconds: number
  /** 380 digits, 0–2: how regions of the picture compare in brightness. */
  digits: Uint8Array
}

/** The filter that writes the signatures of all frames it sees to `file`; `readSignature` reads them. */
export function signatureFilter(file: string): string {
  const quoted = file.replaceAll(/[\\':]/g, '\\$&').replaceAll(/[\\'[\],;]/g, '\\$&')
  return `signature=format=xml:filename=${quoted}`
}

export async function readSignature(file: string): Promise<FrameSignature[]> {
  const xml = await Bun.file(file).text()
  const unit = Number(/<MediaTimeUnit>(\d+)</.exec(xml)?.[1])
  const frames = xml.matchAll(/<MediaTimeOfFrame>(\d+)<[\s\S]*?<FrameSignature>([012\s]+)<\/FrameSignature>/g)
  return [...frames].map(([, at, digits = '']) => ({
    seconds: Number(at) / unit,
    digits: Uint8Array.from(digits.trim().split(/\s+/), Number),
  }))
}

/** Frames whose digits differ by no more are of one picture: what ffmpeg goes by itself. */
const samePicture = 116
/** Moments that lie so close are one. */
const sameMoment = 0.05

/**
 * Share of the sampled moments of the shorter video that the other shows too when it is laid over it where most agree: 1 for two
 * of the same, 0 for two with nothing in common.
 */
export function alikePixels(one: readonly FrameSignature[], other: readonly FrameSignature[]): number {
  const agreeing: number[] = []
  for (const a of one)
    for (const b of other)
      if (differing(a.digits, b.digits) <= samePicture) agreeing.push(a.seconds - b.seconds)
  agreeing.sort((a, b) => a - b)
  let most = 0
  for (let first = 0, last = 0; last < agreeing.length; last++) {
    while ((agreeing[last] ?? 0) - (agreeing[first] ?? 0) > sameMoment) first++
    most = Math.max(most, last - first + 1)
  }
  const fewest = Math.min(one.length, other.length)
  return fewest === 0 ? 0 : Math.min(1, most / fewest)
}

function differing(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let n = 0; n < a.length; n++) sum += Math.abs((a[n] ?? 0) - (b[n] ?? 0))
  return sum
}

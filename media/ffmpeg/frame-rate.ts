/** Frames a second as an exact fraction. */
export interface FrameRate {
  num: number
  den: number
}

const common: FrameRate[] = [
  ...[24_000, 30_000, 60_000].map((num) => ({ num, den: 1001 })),
  { num: 25, den: 2 },
  ...[5, 6, 8, 10, 12, 15, 16, 18, 20, 24, 25, 30, 48, 50, 60].map((num) => ({ num, den: 1 })),
]

/** The exact rate that is meant by a measured one: a common one when it is that close, hundredths otherwise; 5 to 60. */
export function frameRate(measured: number): FrameRate {
  const held = Math.min(60, Math.max(5, measured || 30))
  const near = common.find(({ num, den }) => Math.abs(num / den / held - 1) < 0.0005)
  if (near) return near
  const hundredths = Math.round(held * 100)
  return { num: hundredths, den: 100 }
}

export function perSecond({ num, den }: FrameRate): number {
  return num / den
}

/** A clock in which every frame lasts a whole number of ticks; 12 hours of them fit 32 bits. */
export function clockOf({ num, den }: FrameRate): { timescale: number; delta: number } {
  const times = Math.max(1, Math.ceil(10_000 / num))
  return { timescale: num * times, delta: den * times }
}

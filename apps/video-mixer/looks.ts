/** A treatment too small to notice alone: at most 6 % closer, 4 % brighter or darker, 4 % of a half turn in hue. */
export interface Look {
  mirror: boolean
  zoom: number
  brightness: number
  hueDegrees: number
}

const tones = [
  { brightness: 0, hueDegrees: 0 },
  { brightness: 0.03, hueDegrees: 5 },
  { brightness: -0.03, hueDegrees: -5 },
]

/** Every look there is. The first leaves the picture as it is. */
export const looks: readonly Look[] = tones.flatMap((tone) =>
  [0, 0.03, 0.06].flatMap((zoom) => [false, true].map((mirror) => ({ mirror, zoom, ...tone }))),
)

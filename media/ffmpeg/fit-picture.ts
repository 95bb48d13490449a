import type { VideoFacts } from './describe-streams.ts'
import type { PictureFormat } from './picture-format.ts'
import type { Probe } from './probe.ts'

/** What may be done to a picture beyond fitting it. */
export interface Treatment {
  mirror: boolean
  /** 0.06 shows it 6 % larger. */
  zoom: number
  brightness: number
  hueDegrees: number
}

/** The filters that turn any upright picture into one of the format: size, shape, colours, bit depth. */
export function fitPicture(source: Probe, format: PictureFormat, treatment?: Treatment): string {
  const { width, height, fit } = format
  const video = source.video
  return [
    video?.interlaced && 'yadif=deint=interlaced',
    video && isHighDynamicRange(video) && toneMap(video),
    video && video.pixelShape !== 1 && 'scale=iw*sar:ih',
    'setsar=1',
    hasShapeOf(source, format) ? scale(width, height, source) : fitted[fit](width, height, source),
    treatment && treat(treatment, width, height),
    'setsar=1,format=yuv420p,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
  ]
    .filter(Boolean)
    .join(',')
}

const fitted: Record<PictureFormat['fit'], (width: number, height: number, source: Probe) => string> = {
  crop: (w, h, source) => `${scale(w, h, source, 'increase')},crop=${w}:${h}`,
  pad: (w, h, source) =>
    `${scale(w, h, source, 'decrease')},pad=${w}:${h}:${centre('ow-iw')}:${centre('oh-ih')}`,
  blur: (w, h, source) => {
    // The ground is blurred at an eighth of the size: it looks the same and costs next to nothing.
    const [small, low] = [even(w / 8), even(h / 8)]
    const ground = `${scale(small, low, source, 'increase')},crop=${small}:${low},format=yuv420p,boxblur=4:2:2:2,scale=${w}:${h}:flags=bicubic`
    return (
      `split[front][back];[back]${ground}[ground];` +
      `[front]${scale(w, h, source, 'decrease')},format=yuv420p[picture];` +
      `[ground][picture]overlay=${centre('W-w')}:${centre('H-h')}`
    )
  },
}

function scale(
  width: number,
  height: number,
  { video, height: shown }: Probe,
  keep?: 'increase' | 'decrease',
): string {
  // Files that do not say are by custom BT.601 below high definition and BT.709 from there on.
  const matrix = video?.color.space ?? ((shown ?? 0) >= 720 ? 'bt709' : 'smpte170m')
  const known = ['bt709', 'smpte170m', 'bt470bg', 'smpte240m', 'fcc', 'bt2020nc', 'bt2020ncl'].includes(
    matrix,
  )
  const from = matrix.startsWith('bt2020') ? 'bt2020' : known ? matrix : 'bt709'
  const colours = video && isHighDynamicRange(video) ? '' : `:in_color_matrix=${from}`
  const ratio = keep ? `:force_original_aspect_ratio=${keep}:force_divisible_by=2` : ''
  return `scale=${width}:${height}${ratio}:flags=bicubic${colours}:out_color_matrix=bt709:out_range=tv`
}

function treat({ mirror, zoom, brightness, hueDegrees }: Treatment, width: number, height: number): string {
  return [
    mirror && 'hflip',
    zoom > 0 && `scale=${even(width * (1 + zoom))}:${even(height * (1 + zoom))},crop=${width}:${height}`,
    brightness !== 0 && `eq=brightness=${brightness}`,
    hueDegrees !== 0 && `hue=h=${hueDegrees}`,
    'null',
  ]
    .filter(Boolean)
    .join(',')
}

/** Offsets on even pixels, so that colour stays on its grid. */
function centre(space: string): string {
  return `floor((${space})/4)*2`
}

/** A difference of a pixel or two is stretched away rather than padded. */
function hasShapeOf(source: Probe, { width, height }: PictureFormat): boolean {
  if (!source.width || !source.height) return false
  return Math.abs(source.width / source.height / (width / height) - 1) < 0.006
}

function isHighDynamicRange({ color }: VideoFacts): boolean {
  return color.transfer === 'smpte2084' || color.transfer === 'arib-std-b67'
}

/** White paper, 203 nits, stays as light as it was; of what shines brighter, up to 1000 nits keeps its shades. */
function toneMap({ color }: VideoFacts): string {
  // Phones do not always name what goes without saying, and without a name nothing is converted.
  const unnamed = [
    !color.space && 'colorspace=bt2020nc',
    !color.primaries && 'color_primaries=bt2020',
  ].filter(Boolean)
  return [
    ...(unnamed.length > 0 ? [`setparams=${unnamed.join(':')}`] : []),
    'zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:param=0.5:peak=5:desat=0',
    'zscale=t=bt709:m=bt709:r=tv,format=yuv420p',
  ].join(',')
}

function even(value: number): number {
  return 2 * Math.ceil(value / 2)
}

import { z } from 'zod'
import { NotMedia } from './not-media.ts'

export interface VideoFacts {
  codec: string
  pixelFormat: string
  /** Degrees clockwise the stored picture must be turned to be upright. */
  rotation: 0 | 90 | 180 | 270
  /** Width of a stored pixel over its height; 1 for square ones. */
  pixelShape: number
  /** Average frames per second. */
  fps: number
  /** Whether frames come at an even pace. */
  constantRate: boolean
  interlaced: boolean
  color: { range?: string; space?: string; transfer?: string; primaries?: string }
}

export interface AudioFacts {
  codec: string
  sampleRate: number
  channels: number
}

const stream = z.looseObject({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  profile: z.string().optional(),
  pix_fmt: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  r_frame_rate: z.string().optional(),
  field_order: z.string().optional(),
  color_range: z.string().optional(),
  color_space: z.string().optional(),
  color_transfer: z.string().optional(),
  color_primaries: z.string().optional(),
  time_base: z.string().optional(),
  extradata_hash: z.string().optional(),
  sample_rate: z.string().optional(),
  channels: z.number().optional(),
  channel_layout: z.string().optional(),
  duration: z.string().optional(),
  nb_frames: z.string().optional(),
  disposition: z.looseObject({ attached_pic: z.number().optional() }).optional(),
  side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).optional(),
})
type Stream = z.infer<typeof stream>

const report = z.looseObject({
  streams: z.array(stream).default([]),
  format: z.looseObject({ format_name: z.string(), duration: z.string().optional() }),
})

/** Turns what ffprobe prints into typed facts. Throws `NotMedia` when there is neither picture nor sound in it. */
export function describeStreams(json: unknown) {
  const { streams, format } = report.parse(json)
  const picture = streams.find((each) => each.codec_type === 'video' && !each.disposition?.attached_pic)
  const sound = streams.find((each) => each.codec_type === 'audio' && Number(each.sample_rate) > 0)
  if (picture && !(picture.pix_fmt && picture.width && picture.height))
    throw new NotMedia(
      'not_media',
      `The picture (${picture.codec_name ?? 'unknown codec'}) cannot be decoded.`,
    )
  if (!picture && !sound) throw new NotMedia('not_media', 'The file holds neither picture nor sound.')
  return {
    kind: kindOf(format.format_name, picture),
    container: format.format_name,
    ...displayedSize(picture),
    hasAudio: Boolean(sound),
    declaredSeconds: positive(format.duration),
    pictureSeconds: positive(picture?.duration),
    video: picture ? videoFacts(picture) : null,
    audio: sound ? audioFacts(sound) : null,
    signature: JSON.stringify([picture && pictureSignature(picture), sound && soundSignature(sound)]),
  }
}

function kindOf(container: string, picture?: Stream): 'video' | 'image' | 'audio' {
  if (!picture) return 'audio'
  if (container.endsWith('_pipe') || container === 'image2') return 'image'
  return container === 'gif' && picture.nb_frames === '1' ? 'image' : 'video'
}

function videoFacts(picture: Stream): Omit<VideoFacts, 'constantRate'> {
  const known = (value?: string) => (value && value !== 'unknown' ? value : undefined)
  return {
    codec: picture.codec_name ?? 'unknown',
    pixelFormat: picture.pix_fmt ?? 'unknown',
    rotation: rotationOf(picture),
    pixelShape: pixelShapeOf(picture),
    fps: ratio(picture.avg_frame_rate) || ratio(picture.r_frame_rate),
    interlaced: ['tt', 'bb', 'tb', 'bt'].includes(picture.field_order ?? ''),
    color: {
      range: known(picture.color_range),
      space: known(picture.color_space),
      transfer: known(picture.color_transfer),
      primaries: known(picture.color_primaries),
    },
  }
}

function audioFacts(sound: Stream): AudioFacts {
  return {
    codec: sound.codec_name ?? 'unknown',
    sampleRate: Number(sound.sample_rate),
    channels: sound.channels ?? 0,
  }
}

function displayedSize(picture?: Stream): { width: number | null; height: number | null } {
  if (!picture?.width || !picture.height) return { width: null, height: null }
  const width = Math.round(picture.width * pixelShapeOf(picture))
  const turned = rotationOf(picture) % 180 !== 0
  return turned ? { width: picture.height, height: width } : { width, height: picture.height }
}

function pixelShapeOf(picture: Stream): number {
  return ratio(picture.sample_aspect_ratio?.replace(':', '/')) || 1
}

function rotationOf(picture: Stream): VideoFacts['rotation'] {
  const counterClockwise = picture.side_data_list?.find((each) => each.rotation !== undefined)?.rotation ?? 0
  const quarter = Math.round(-counterClockwise / 90) * 90
  return (((quarter % 360) + 360) % 360) as VideoFacts['rotation']
}

function pictureSignature(picture: Stream): unknown[] {
  const { codec_name, profile, width, height, sample_aspect_ratio, pix_fmt, time_base, extradata_hash } =
    picture
  const color = [picture.color_range, picture.color_space, picture.color_transfer, picture.color_primaries]
  const rate = [picture.r_frame_rate, picture.field_order, rotationOf(picture)]
  return [
    codec_name,
    profile,
    width,
    height,
    sample_aspect_ratio,
    pix_fmt,
    ...color,
    ...rate,
    time_base,
    extradata_hash,
  ]
}

function soundSignature(sound: Stream): unknown[] {
  const { codec_name, profile, sample_rate, channels, channel_layout, time_base, extradata_hash } = sound
  return [codec_name, profile, sample_rate, channels, channel_layout, time_base, extradata_hash]
}

function ratio(value?: string): number {
  const [above, below] = (value ?? '').split('/').map(Number)
  return above && below ? above / below : 0
}

function positive(value?: string): number | null {
  return Number(value) > 0 ? Number(value) : null
}

import { encodePiece, type PieceOptions } from './conform-picture.ts'
import type { Treatment } from './fit-picture.ts'
import type { PictureFormat } from './picture-format.ts'
import { untrusted } from './probe.ts'
import { openAt, type Stretch } from './stretch.ts'
import { stretchFilters } from './stretch-filters.ts'

/** One side of an overlap. */
export interface JoinSide {
  stretch: Stretch
  treatment?: Treatment
}

/**
 * Encodes the overlap of two stretches of equal length, one taking over from the other, as a piece like any other. Neither the first nor the
 * last of its frames shows one side alone: those are the pieces beside it.
 */
export async function conformJoin(
  [before, after]: readonly [JoinSide, JoinSide],
  kind: keyof typeof taking,
  format: PictureFormat,
  out: string,
  options: PieceOptions = {},
): Promise<void> {
  const { frames } = before.stretch
  if (after.stretch.frames !== frames) throw new RangeError('The sides of an overlap are equally long.')
  const [going, coming, mixing] = taking[kind](format, frames)
  const sides = [before, after].map(({ stretch, treatment }, n) => {
    const { seek, skip } = openAt(stretch)
    const filters = stretchFilters(stretch, format, skip, treatment)
    // Both sides use the same names inside.
    const named = filters.replaceAll(/\[([a-z]+)\]/g, `[$1${n}]`)
    return {
      input: ['-threads', '1', ...seek, ...untrusted(stretch.path)],
      graph: `[${n}:V:0]${named},${[going, coming][n]}[side${n}]`,
    }
  })
  const taken = `[side0][side1]${mixing}`
  // Every frame there is counts: what the filter may hold back at its end is made up for.
  const exact = `tpad=stop=-1:stop_mode=clone,trim=end_frame=${frames},format=yuv420p`
  const colours = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'
  const graph = [...sides.map((side) => side.graph), `${taken},${exact},${colours}`].join(';')
  await encodePiece(
    sides.map(({ input }) => input),
    graph,
    frames,
    format,
    out,
    options,
  )
}

type Taking = (format: PictureFormat, frames: number) => [going: string, coming: string, mixing: string]

/** What becomes of each side, and how the two are mixed. */
const taking = {
  fade: ({ fps }, frames) => ['null', 'null', crossed('fade', fps, frames)],
  wipe: ({ fps }, frames) => ['null', 'null', crossed('wipeleft', fps, frames)],
  // Pushed aside, starting and stopping gently.
  slide: ({ width, height }, frames) => {
    const done = progress(frames)
    return ['null', 'null', `hstack,crop=${width}:${height}:x='${width}*${done}*${done}*(3-2*${done})':y=0`]
  },
  // One flies past the viewer while the other settles; the change itself takes the middle third.
  zoom: (format, frames) => {
    const [done, third] = [progress(frames), Math.max(1, Math.round(frames / 3))]
    const comes = `format=yuva420p,fade=alpha=1:start_frame=${Math.floor((frames - third) / 2)}:nb_frames=${third}`
    return [
      enlarged(`1+1.5*pow(${done},2)`, format),
      `${enlarged(`1+0.3*pow(1-${done},2)`, format)},${comes}`,
      'overlay=format=yuv420',
    ]
  },
} satisfies Record<string, Taking>

/** Over in the frame after the last, as it began in the one before the first. */
function progress(frames: number): string {
  return `((n+1)/${frames + 1})`
}

function crossed(transition: string, fps: number, frames: number): string {
  return `xfade=transition=${transition}:duration=${((frames + 1) / fps).toFixed(6)}:offset=${(-1 / fps).toFixed(6)}`
}

function enlarged(times: string, { width, height }: PictureFormat): string {
  const side = (length: number) => `'2*round(${length / 2}*(${times}))'`
  return `scale=${side(width)}:${side(height)}:eval=frame:flags=bilinear,crop=${width}:${height},setsar=1`
}

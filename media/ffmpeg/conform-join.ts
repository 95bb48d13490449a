import { encodePiece, type PieceOptions } from './conform-picture.ts'
import type { Treatment } from './fit-picture.ts'
import type { PictureFormat } from './picture-format.ts'
import { untrusted } from './probe.ts'
import { openAt, type Stretch } from './stretch.ts'
import { stretchFilters } from './stretch-filters.ts'

const transitions = { fade: 'fade', slide: 'slideleft', zoom: 'zoomin', wipe: 'wipeleft' }

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
  kind: keyof typeof transitions,
  format: PictureFormat,
  out: string,
  options: PieceOptions = {},
): Promise<void> {
  const { frames, fps } = before.stretch
  if (after.stretch.frames !== frames) throw new RangeError('The sides of an overlap are equally long.')
  const sides = [before, after].map(({ stretch, treatment }, n) => {
    const { seek, skip } = openAt(stretch)
    const filters = stretchFilters(stretch, format, skip, treatment)
    // Both sides use the same names inside.
    const named = filters.replaceAll(/\[([a-z]+)\]/g, `[$1${n}]`)
    return {
      input: ['-threads', '1', ...seek, ...untrusted(stretch.path)],
      graph: `[${n}:V:0]${named}[side${n}]`,
    }
  })
  const share = `duration=${((frames + 1) / fps).toFixed(6)}:offset=${(-1 / fps).toFixed(6)}`
  const taken = `[side0][side1]xfade=transition=${transitions[kind]}:${share}`
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

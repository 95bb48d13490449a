import { type LoopTrack, readLoopFileAt } from './loop-file.ts'
import { writeFilm } from './write-out.ts'

/**
 * Writes a short film at `out` in which everything that is stored comes once, and the beginning of the unit (the last `unit` pictures) once more
 * behind it: enough to see and hear every joint of the long one. With `sound`, pictures are left short and these stretches of the
 * sound and what surrounds its joins are in it, counted in frames. Says where the joint of the picture and the joins of the sound are in the excerpt.
 */
export async function writeExcerpt(
  path: string,
  out: string,
  unit: number,
  sound?: Heard,
): Promise<{ frames: number; joint: number; joins: number[] }> {
  const film = await readLoopFileAt(path)
  const stored = film.picture.sizes.length / 4
  const again = Math.min(unit, film.picture.keys.find((key) => key > stored - unit) ?? unit, 60)
  const picture: LoopTrack = {
    ...film.picture,
    runs: sound
      ? [{ from: 0, count: 1, times: 1 }]
      : [
          { from: 0, count: stored, times: 1 },
          { from: stored - unit, count: again, times: 1 },
        ],
  }
  const heard = sound && film.sound ? excerptOf(film.sound, sound) : null
  await writeFilm({ ...film, picture, sound: heard?.track ?? null }, path, out)
  return { frames: stored + again, joint: stored, joins: heard?.joins ?? [] }
}

interface Heard {
  joins: readonly number[]
  stretches: readonly { from: number; count: number }[]
}

/** Frames of coded sound on both sides of a join. */
const side = 24

function excerptOf(track: LoopTrack, { joins, stretches }: Heard) {
  const runs = stretches.flatMap(({ from, count }) => played(track, from, count))
  const found: number[] = []
  let length = runs.reduce((sum, { count }) => sum + count, 0)
  for (const join of joins) {
    const [before, after] = [played(track, join - side, side), played(track, join, side)]
    for (const run of before) length += run.count
    found.push(length)
    for (const run of after) length += run.count
    runs.push(...before, ...after)
  }
  return { track: { ...track, lastDelta: track.delta, runs }, joins: found }
}

/** The stored frames behind `count` frames of the film from `at` on. */
function played({ runs }: LoopTrack, at: number, count: number): LoopTrack['runs'] {
  const found: LoopTrack['runs'] = []
  let from = 0
  for (const run of runs) {
    const end = from + run.count * run.times
    for (let place = Math.max(at, from); place < Math.min(at + count, end); ) {
      const within = (place - from) % run.count
      const length = Math.min(run.count - within, at + count - place, end - place)
      found.push({ from: run.from + within, count: length, times: 1 })
      place += length
    }
    from = end
  }
  return found
}

import { type LoopTrack, readLoopFileAt } from './loop-file.ts'
import { writeFilm } from './write-out.ts'

/** Coded frames of sound in an excerpt: enough to see that the film's own description of it can be read. */
const soundFrames = 24

/**
 * Writes a short film at `out` in which every picture that is stored comes once, and the beginning of the unit (the last `unit` pictures) once more
 * behind them, with a moment of sound: enough to see the joint of the long one. Says where it is in the excerpt.
 */
export async function writeExcerpt(
  path: string,
  out: string,
  unit: number,
): Promise<{ frames: number; joint: number }> {
  const film = await readLoopFileAt(path)
  const stored = film.picture.sizes.length / 4
  const again = Math.min(unit, film.picture.keys.find((key) => key > stored - unit) ?? unit, 60)
  const picture: LoopTrack = {
    ...film.picture,
    runs: [
      { from: 0, count: stored, times: 1 },
      { from: stored - unit, count: again, times: 1 },
    ],
  }
  await writeFilm({ ...film, picture, sound: film.sound && beginningOf(film.sound) }, path, out)
  return { frames: stored + again, joint: stored }
}

function beginningOf(track: LoopTrack): LoopTrack {
  const count = Math.min(soundFrames, track.sizes.length / 4)
  return { ...track, lastDelta: track.delta, runs: [{ from: 0, count, times: 1 }] }
}

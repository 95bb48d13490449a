import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureContrast } from './carousel/contrast-floor.ts'
import { comparePreview } from './carousel/preview.ts'
import { measureRaggedness } from './carousel/raggedness.ts'
import { judgeSets } from './carousel/sets.ts'
import { measureSpeed } from './carousel/speed.ts'
import { findTextFaults } from './carousel/text-faults.ts'

interface Row {
  goal: string
  bar: string
  aim: string
  measured: number
  holds: boolean
}

/** The goals of Carousel Mix, each beside its bar. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'carousel-bench-'))
  try {
    const speed = await measureSpeed()
    const faults = await findTextFaults(1000)
    const lines = await measureRaggedness()
    const contrast = await measureContrast(folder, 200)
    const preview = await comparePreview(folder)
    const sets = await judgeSets()
    const rows = [
      atLeast('slides, all different ÷ bare JPEG encodes', speed.slides / speed.bare, 0.8, 0.95),
      atLeast('slides of 5 pictures × 5 texts ÷ bare JPEG encodes', speed.shared / speed.bare, 0.8, 0.95),
      atMost('memory, 100 sets ÷ 20 sets', speed.memory.of100 / speed.memory.of20, 1.25),
      atMost('texts that overflow, of 1,000', faults.overflow, 0, 0),
      atMost('texts with clipped accents, of 1,000', faults.clipped, 0, 0),
      atMost('texts with empty boxes, of 1,000', faults.tofu, 0, 0),
      atMost('raggedness against greedy wrapping', lines.gain, -0.15, -0.25),
      atLeast('share of texts at their contrast floor, 200 pictures', contrast.held, 1),
      atLeast('share of previews with the same lines', preview.sameLines, 1),
      atLeast('SSIM of preview to slide, worst', preview.worst, 0.97, 0.985),
      atMost('sets that repeat', sets.repeats, 0),
      atMost('unevenness of use', sets.unevenness, 1),
      atLeast('same seed, same bytes', Number(sets.same), 1),
    ]
    console.log('Carousel Mix: 1080 × 1350, JPEG quality 90 in full colour resolution, two cores')
    console.table(rows.map((row) => ({ ...row, measured: Number(row.measured.toPrecision(4)) })))
    console.log(
      `Slides ${speed.slides.toFixed(1)}/s, shared ${speed.shared.toFixed(1)}/s; bare encodes ${speed.bare.toFixed(1)}/s, with fixed tables ${speed.bareFixed.toFixed(1)}/s.`,
    )
    const details = { speed, faults, lines, contrast, preview, sets }
    const out = join(import.meta.dir, '..', 'out')
    await mkdir(out, { recursive: true })
    await Bun.write(
      join(out, 'carousel.json'),
      JSON.stringify({ at: new Date().toISOString(), rows, details }, null, 2),
    )
    console.log('Written to bench/out/carousel.json.')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function atLeast(goal: string, measured: number, bar: number, aim?: number): Row {
  return { goal, bar: `≥ ${bar}`, aim: aim === undefined ? '' : `≥ ${aim}`, measured, holds: measured >= bar }
}

function atMost(goal: string, measured: number, bar: number, aim?: number): Row {
  return { goal, bar: `≤ ${bar}`, aim: aim === undefined ? '' : `≤ ${aim}`, measured, holds: measured <= bar }
}

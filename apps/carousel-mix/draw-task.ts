import type { BundledFile } from '#media/image/bundle.ts'
import type { SlideReport } from './draw-set.ts'
import type { GroundFile } from './ground-file.ts'
import type { CarouselInput } from './input.ts'
import type { Option } from './options.ts'

/** What a drawing process is told when it begins with a run. */
export interface DrawStart {
  kind: 'start'
  input: CarouselInput
  /** The path of the logo. */
  logo: string | null
  /** Paths of fonts that are not bundled, by their family. */
  fonts: Record<string, string>
  /** Bytes of texts and layers it may keep. */
  shelf: number
}

/** What a drawing process can be asked, with paths of files it reads and writes. */
export interface DrawTasks {
  /** `field` is where the input names the picture. */
  ground: { ask: { at: number; field: string; photo: string; to: string }; answer: GroundFile }
  slide: {
    ask: { at: number; option: Option; ground: GroundFile; to: string; tile: string }
    answer: SlideReport
  }
  set: {
    ask: { name: string; slides: { file: string; tile: string }[]; to: string }
    answer: { width: number; height: number; files: BundledFile[] }
  }
}

export type DrawKind = keyof DrawTasks
export type DrawTask = { [Kind in DrawKind]: { kind: Kind } & DrawTasks[Kind]['ask'] }[DrawKind]

/** `failed` is what is wrong with what was asked; the process goes on. */
export type DrawAnswer = { done: DrawTasks[DrawKind]['answer'] | null } | { failed: string }

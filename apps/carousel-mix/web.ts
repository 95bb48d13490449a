import '../without-eval.ts'

import type { WebApp } from '../define-editor.ts'
import { aimed } from './aim-uploads.ts'
import { Editor } from './Editor.tsx'
import {
  addFiles,
  checkCarousel,
  drawSeed,
  filesOf,
  forgetFiles,
  restoreCarousel,
  startCarousel,
} from './edit-carousel.ts'
import type { CarouselInput } from './input.ts'
import { limits } from './limits.ts'

export const carouselMix: WebApp<CarouselInput> = {
  action: 'generate',
  accepts: { kinds: ['image', 'font'], maxBytes: limits.imageBytes, maxSeconds: Number.POSITIVE_INFINITY },
  Editor,
  start: startCarousel,
  restore: restoreCarousel,
  add: (input, files) => addFiles(input, files, aimed),
  files: filesOf,
  forget: forgetFiles,
  check: checkCarousel,
  body: (input) => ({ ...input }),
  results: ({ sets }) => sets,
  withResults: (input, sets) => ({ ...input, sets }),
  again: (input) => ({ ...input, seed: drawSeed(), constraints: { ...input.constraints, skip: [] } }),
}

import '../without-eval.ts'

import type { WebApp } from '../define-editor.ts'
import { Editor } from './Editor.tsx'
import { addFiles, againMix, checkMix, filesOf, forgetFiles, restoreMix, startMix } from './edit-mix.ts'
import type { MixInput } from './input.ts'
import { limits } from './limits.ts'

export const videoMixer: WebApp<MixInput> = {
  action: 'generate',
  accepts: {
    kinds: ['video', 'audio', 'image'],
    maxBytes: limits.sourceBytes,
    maxSeconds: limits.sourceSeconds,
  },
  Editor,
  start: () => startMix(),
  restore: restoreMix,
  add: addFiles,
  files: filesOf,
  forget: forgetFiles,
  check: checkMix,
  body: (mix, project) => ({ ...mix, project }),
  results: ({ outputs }) => outputs,
  withResults: (mix, outputs) => ({ ...mix, outputs }),
  again: againMix,
}

import '../without-eval.ts'

import type { WebApp } from '../define-editor.ts'
import { Editor } from './Editor.tsx'
import { addFiles, againLoop, checkLoop, filesOf, forgetFiles, restoreLoop, startLoop } from './edit-loop.ts'
import type { LoopInput } from './input.ts'
import { limits } from './limits.ts'

export const loopingFlow: WebApp<LoopInput> = {
  action: 'generate',
  accepts: { kinds: ['video', 'audio'], maxBytes: limits.sourceBytes, maxSeconds: limits.sourceSeconds },
  Editor,
  start: () => startLoop(),
  restore: restoreLoop,
  add: addFiles,
  files: filesOf,
  forget: forgetFiles,
  check: checkLoop,
  body: (loop) => ({ ...loop }),
  results: () => 1,
  again: againLoop,
}

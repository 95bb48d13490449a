import { carouselMix } from './carousel-mix/app.ts'
import type { App } from './define-app.ts'
import { loopingFlow } from './looping-flow/app.ts'
import { manifest as posterEditor } from './poster-editor/manifest.ts'
import { models as posterEditorModels } from './poster-editor/models.ts'
import { manifest as videoGenerator } from './video-generator/manifest.ts'
import { models as videoGeneratorModels } from './video-generator/models.ts'
import { videoMixer } from './video-mixer/app.ts'

/** Every app of the studio, in the order people see them. Those still to come are listed and cannot run. */
export const apps: App[] = [
  { manifest: videoGenerator, models: videoGeneratorModels, actions: {} },
  { manifest: posterEditor, models: posterEditorModels, actions: {} },
  videoMixer,
  carouselMix,
  loopingFlow,
]

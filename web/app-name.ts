import { manifest as carousel } from '#apps/carousel-mix/manifest.ts'
import { manifest as loop } from '#apps/looping-flow/manifest.ts'
import { manifest as poster } from '#apps/poster-editor/manifest.ts'
import { manifest as generator } from '#apps/video-generator/manifest.ts'
import { manifest as mixer } from '#apps/video-mixer/manifest.ts'

const names = new Map([mixer, generator, poster, carousel, loop].map(({ id, name }) => [id, name]))

/** The app a model key belongs to, by the name people know: `video-mixer:ffmpeg-standard` → `Video Mixer`. */
export function appName(modelKey: string): string {
  const [app = modelKey] = modelKey.split(':')
  return names.get(app) ?? app
}

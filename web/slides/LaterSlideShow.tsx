import { lazy, Suspense } from 'react'
import { MediaThumb } from '#ui/MediaThumb.tsx'
import type { Generation, GenerationOutput } from '../api-types.ts'
import { appWords } from '../app-words.ts'
import { ratioAsked } from '../jobs/ratio-asked.ts'
import type { BundledFile } from './bundled-files.ts'

const SlideShow = lazy(() => import('./SlideShow.tsx').then((file) => ({ default: file.SlideShow })))

/** The slides of a run's result, in the shape the run was asked for; its overview until the viewer is here. */
export function LaterSlideShow(props: {
  run: Generation
  output: GenerationOutput
  slides: readonly BundledFile[]
  autoFocus?: boolean
}) {
  const { run, output, slides } = props
  const ratio = ratioAsked(run.input)
  return (
    <Suspense
      fallback={
        <div style={{ width: '100%', maxWidth: `calc(62dvh * ${ratio})`, marginInline: 'auto' }}>
          <MediaThumb src={output.thumbnailUrl} kind="image" ratio={ratio} whole />
        </div>
      }
    >
      <SlideShow
        bundle={{ id: output.assetId, url: output.url }}
        name={output.name}
        slides={slides}
        says={appWords(run.app)?.says?.(output.recipe, run.input)}
        overviewUrl={output.thumbnailUrl}
        ratio={ratio}
        autoFocus={props.autoFocus}
      />
    </Suspense>
  )
}

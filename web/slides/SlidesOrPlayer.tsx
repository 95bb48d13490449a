import { useMessages } from '#ui/i18n.tsx'
import { OutputPlayer } from '#ui/OutputPlayer.tsx'
import type { Generation, GenerationOutput } from '../api-types.ts'
import { words as jobWords } from '../jobs/messages.ts'
import { playingUrl } from '../jobs/playing-url.ts'
import { bundledFiles, isPicture } from './bundled-files.ts'
import { OpenSlides } from './OpenSlides.tsx'

/** A result where it stands among others: a set opens slide by slide, everything else plays in its place. */
export function SlidesOrPlayer({
  run,
  output,
  ratio,
}: {
  run: Generation
  output: GenerationOutput
  ratio: number
}) {
  const t = useMessages(jobWords)
  const files = bundledFiles(output)
  if (files.length > 0 && files.every(isPicture))
    return <OpenSlides run={run} output={output} slides={files} ratio={ratio} />
  return (
    <OutputPlayer
      {...playingUrl(output)}
      posterUrl={output.thumbnailUrl}
      type={output.type}
      seconds={output.seconds}
      ratio={ratio}
      playLabel={t('play', { name: output.name })}
    />
  )
}

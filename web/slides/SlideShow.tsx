import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type Query, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { BundledFile } from './bundled-files.ts'
import { words } from './messages.ts'
import { type Bundle, partQuery, partsOf } from './part-query.ts'
import { SaveAll } from './SaveAll.tsx'
import { SaveFile } from './SaveFile.tsx'
import { ShareFiles, takes } from './ShareFiles.tsx'
import styles from './SlideShow.module.css'
import { useObjectUrl } from './useObjectUrl.ts'
import { useSlidePlace } from './useSlidePlace.ts'

interface Props {
  bundle: Bundle
  /** What the set is called. */
  name: string
  slides: readonly BundledFile[]
  /** What each slide says, where that is known. */
  says?: readonly string[]
  /** Seen until slides have come. */
  overviewUrl: string | null
  /** Width ÷ height of a slide. */
  ratio: number
  autoFocus?: boolean
}

/** The pictures of a set, one at a time: swiped on a phone, turned with buttons and arrow keys at a desk, saved one by one, shared at once or saved as a ZIP. */
export function SlideShow(props: Props) {
  const { bundle, slides, ratio } = props
  const t = useMessages(words)
  const place = useSlidePlace(slides.length)
  const slide = slides[place.at]
  const client = useQueryClient()
  const [shared] = useState(() => takes(slides))

  function retry() {
    // The button goes with what it says, and must not take the place on the page along.
    place.scroller.ref.current?.focus()
    const failed = { queryKey: partsOf(bundle.id), predicate: isFailed }
    void client.refetchQueries(failed)
  }

  return (
    <section
      className={styles.show}
      style={{ maxWidth: `calc(62dvh * ${ratio})` }}
      aria-roledescription="carousel"
      aria-label={t('region', { name: props.name })}
      onKeyDown={place.onKeyDown}
    >
      <div className={styles.stage}>
        <div
          {...place.scroller}
          className={styles.strip}
          style={{ aspectRatio: ratio }}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
          tabIndex={0}
          data-autofocus={props.autoFocus || undefined}
        >
          {slides.map((each, at) => (
            <Slide key={each.from} {...props} at={at} near={Math.abs(at - place.at) <= 1} onRetry={retry} />
          ))}
        </div>
        <span className={`num ${styles.count}`} aria-hidden>
          {place.at + 1} / {slides.length}
        </span>
        <Turn by={-1} label={t('previous')} place={place} />
        <Turn by={1} label={t('next')} place={place} />
      </div>
      <VisuallyHidden role="status">{t('slide', { at: place.at + 1, count: slides.length })}</VisuallyHidden>
      <div className={styles.dots} aria-hidden>
        {slides.map(({ from }, at) => (
          <span key={from} data-lit={at === place.at || undefined} />
        ))}
      </div>
      <div className={styles.actions}>
        {shared ? (
          <ShareFiles bundle={bundle} files={slides} />
        ) : (
          slides.length > 1 && <SaveAll bundle={bundle} name={props.name} files={slides} />
        )}
        {slide && (
          <SaveFile
            key={slide.from}
            bundle={bundle}
            file={slide}
            variant={shared || slides.length > 1 ? 'default' : 'filled'}
          >
            {t('save')}
          </SaveFile>
        )}
      </div>
    </section>
  )
}

function isFailed({ state }: Query): boolean {
  return state.status === 'error'
}

function Slide(props: Props & { at: number; near: boolean; onRetry(): void }) {
  const { bundle, slides, says, overviewUrl, at, near } = props
  const t = useMessages(words)
  const slide = slides[at] as BundledFile
  const { data, isError } = useQuery({ ...partQuery(bundle, slide), enabled: near })
  const url = useObjectUrl(data)
  const label = t('slide', { at: at + 1, count: slides.length })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a slide of a carousel is a group, and no fieldset
    <div role="group" aria-roledescription="slide" aria-label={label} className={styles.slide}>
      {url ? (
        <img className={styles.picture} src={url} alt={says?.[at] || label} draggable={false} />
      ) : (
        overviewUrl && <img className={styles.overview} src={overviewUrl} alt="" />
      )}
      {isError && !data && (
        <div className={styles.broken} role="alert">
          <p>{t('broken')}</p>
          <Button variant="default" onClick={props.onRetry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Turn({ by, label, place }: { by: 1 | -1; label: string; place: ReturnType<typeof useSlidePlace> }) {
  const Sign = by < 0 ? IconChevronLeft : IconChevronRight
  return (
    <UnstyledButton
      className={styles.turn}
      data-by={by}
      aria-label={label}
      aria-disabled={!place.has(by)}
      onClick={() => place.turn(by)}
    >
      <Sign size={24} aria-hidden />
    </UnstyledButton>
  )
}

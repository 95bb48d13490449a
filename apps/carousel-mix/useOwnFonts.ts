import { useEffect, useState } from 'react'
import type { Weights } from '#media/image/families.ts'
import type { EditorProps } from '../define-editor.ts'
import type { CarouselInput } from './input.ts'
import { ownFonts } from './own-fonts.ts'

/** A font of the person's own as the preview draws with it. */
export interface OwnFont {
  name: string
  url: string
  weights: Weights
}

/** What was told of a file stays true. */
const told = new Map<string, Promise<Weights>>()
/** Milliseconds after which it is asked again what could not be told. */
const patience = 5_000

/** The fonts of their own that styles name, by the id of their file, as far as they are known by now. */
export function useOwnFonts({
  value,
  assets,
  preview,
}: Pick<EditorProps<CarouselInput>, 'value' | 'assets' | 'preview'>): ReadonlyMap<string, OwnFont> {
  const [weights, setWeights] = useState<ReadonlyMap<string, Weights>>(new Map())
  const [turn, setTurn] = useState(0)
  const ids = [...new Set(ownFonts(value).map(({ assetId }) => assetId))]
  const there = ids.filter((id) => assets.has(id)).join(' ')
  // `preview` is another function on every render.
  useEffect(() => {
    if (!preview) return
    let current = true
    let later: ReturnType<typeof setTimeout> | undefined
    for (const id of there.split(' ').filter(Boolean)) {
      const asked =
        told.get(id) ??
        preview<{ weights: Weights }>('font', { font: id }, new AbortController().signal).then(
          (answer) => answer.weights,
        )
      told.set(id, asked)
      asked.then(
        (known) => current && setWeights((before) => new Map(before).set(id, known)),
        () => {
          told.delete(id)
          if (current) later = setTimeout(() => setTurn((now) => now + 1), patience)
        },
      )
    }
    return () => {
      current = false
      clearTimeout(later)
    }
  }, [there, turn])
  return new Map(
    ids.flatMap((id): [string, OwnFont][] => {
      const [asset, known] = [assets.get(id), weights.get(id)]
      return asset && known ? [[id, { name: asset.name, url: asset.url, weights: known }]] : []
    }),
  )
}

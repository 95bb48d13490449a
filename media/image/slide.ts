import type { Family, Weights } from './families.ts'
import type { TextDocument } from './text-document.ts'

export type Context = CanvasRenderingContext2D
export type Picture = CanvasImageSource

/** What a slide is drawn on, in the browser and on the server alike. */
export interface Drawing {
  canvas(width: number, height: number): { canvas: Picture; context: Context }
  /** The pictures of the emoji a slide uses. */
  emoji: ReadonlyMap<string, Picture>
  /** What fonts that are not bundled come in. */
  own: ReadonlyMap<Family, Weights>
  width(text: string, font: { family: Family; weight: number }): number
}

export interface GroundStyle {
  fit: 'cover' | 'contain' | 'blur'
  focal: { x: number; y: number }
  overlay?: { colour: string; end?: string; strength: number }
  filter: 'none' | 'mono' | 'warm' | 'cool'
}

export interface LetterStyle {
  colour: string
  accent: string
  background: 'none' | 'box' | 'highlight' | 'gradient'
  backgroundColour: string
  backgroundEnd: string
  outline: { colour: string; width: number }
  shadow: boolean
  /** The shadow is light of the letters' own colour. */
  glow: boolean
}

export interface SlideText {
  /** Pixels of the slide the text stands on. */
  slide: { width: number; height: number }
  document: TextDocument
  style: LetterStyle
}

/** What keeps letters readable where the picture alone does not, in the order it is tried. */
export interface Help {
  kind: 'none' | 'shadow' | 'scrim' | 'panel'
  strength: number
}

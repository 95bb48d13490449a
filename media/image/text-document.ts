import type { Family } from './families.ts'

/** Pixels of the slide throughout. */
export interface TextDocument {
  text: string
  box: { x: number; y: number; width: number; height: number }
  font: { family: Family; weight: number }
  /** The size wished for, or the largest that fits. Either shrinks to fit, down to `floor`. */
  size: number | 'auto-fit'
  floor: number
  /** The largest `auto-fit` may choose. */
  most: number
  lineHeight: number
  align: 'left' | 'centre' | 'right'
  /** Which edge of the box the text rests on. */
  rest: 'top' | 'middle' | 'bottom'
  uppercase: boolean
  /** Kept free inside the box at every side, in ems: for what is drawn behind the letters. */
  inset?: { x: number; y: number }
  /** Lines align with each other, and the block they make stands in the middle of the box. */
  hug?: boolean
}

export interface Fonts {
  /** Thousandths of an em: the same whole number wherever the same font files are measured. */
  width(text: string, font: TextDocument['font']): number
}

export interface Run {
  text: string
  x: number
  width: number
  stressed: boolean
  /** Drawn as a picture, one em wide. */
  emoji: boolean
}

export interface TextLine {
  text: string
  x: number
  baseline: number
  width: number
  direction: 'ltr' | 'rtl'
  runs: Run[]
}

export interface TextLayout {
  size: number
  lines: TextLine[]
  /** What the text covers, accents and descenders included. */
  bounds: TextDocument['box']
  /** The end was cut off: at the smallest readable size it still did not fit. */
  truncated: boolean
}

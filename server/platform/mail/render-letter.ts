import { render, toPlainText } from '@react-email/render'
import type { ReactElement } from 'react'

/** A letter as mail programs read it: HTML with its styles inline, and the same as plain text. */
export async function renderLetter(letter: ReactElement): Promise<{ html: string; text: string }> {
  const html = await render(letter)
  return { html, text: toPlainText(html, asText) }
}

/** As much of html-to-text, which has no types of its own, as is used here. */
interface TextBuilder {
  addInline(text: string): void
}
type Walk = (children: unknown, builder: TextBuilder) => void

/** Titles as they are, a figure behind its label, and no address twice (see LetterFrame.tsx). */
const asText: Parameters<typeof toPlainText>[1] = {
  selectors: [
    { selector: 'h1', options: { uppercase: false } },
    { selector: '.twice', format: 'skip' },
    { selector: '.line', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: '.line.figures', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    { selector: '.cell', format: 'inline' },
    { selector: '.label', format: 'label' },
    { selector: '.figure', format: 'inline' },
  ],
  formatters: {
    label({ children }: { children: unknown }, walk: Walk, builder: TextBuilder) {
      walk(children, builder)
      builder.addInline(': ')
    },
  },
}

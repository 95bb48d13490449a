import { render, toPlainText } from '@react-email/render'
import type { ReactElement } from 'react'

/** A letter as mail programs read it: HTML with its styles inline, and the same as plain text. */
export async function renderLetter(letter: ReactElement): Promise<{ html: string; text: string }> {
  const html = await render(letter)
  return { html, text: toPlainText(html) }
}

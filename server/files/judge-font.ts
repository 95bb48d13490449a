import { NotFont } from '#media/image/read-font.ts'
import { readFontAside } from '#media/image/read-font-aside.ts'
import type { Facts } from './rows.ts'
import { Unfit } from './unfit.ts'

const mostBytes = 10 * 1024 ** 2
const types = new Set(['font/ttf', 'font/otf', 'font/woff', 'font/woff2'])

/** Reads the tables of a font: it has outlines, and glyphs for characters. Collections of several fonts are refused. */
export async function judgeFont(file: string, type: string): Promise<Facts> {
  if (!types.has(type)) throw new Unfit('not_media', 'Send one font as TTF, OTF, WOFF or WOFF2.')
  if (Bun.file(file).size > mostBytes)
    throw new Unfit('font_too_large', `A font has at most ${mostBytes / 1024 ** 2} MiB.`)
  try {
    const { weights, glyphs } = await readFontAside(file)
    const still = { width: null, height: null, seconds: null, hasAudio: null }
    return { kind: 'font', type, ...still, probe: { weights, glyphs } }
  } catch (error) {
    if (error instanceof NotFont) throw new Unfit('not_font', error.message)
    throw error
  }
}

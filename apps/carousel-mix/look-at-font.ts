import { z } from 'zod'
import { NotFont } from '#media/image/read-font.ts'
import { readFontAside } from '#media/image/read-font-aside.ts'
import { InvalidInput, type Preview } from '../define-app.ts'

export const fontQuestion = z.strictObject({ font: z.uuid() })
export type FontQuestion = z.output<typeof fontQuestion>

/** `{ weights: [thinnest, boldest] }` of an uploaded font, read as the run will read it. */
export const lookAtFont: Preview<FontQuestion>['look'] = async ({ font }, studio) => {
  try {
    const { weights } = await readFontAside(await studio.file(font))
    return { weights }
  } catch (error) {
    if (error instanceof NotFont) throw new InvalidInput(['font'], error.message)
    throw error
  }
}

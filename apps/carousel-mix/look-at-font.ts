import { z } from 'zod'
import { NotFont, readFont } from '#media/image/read-font.ts'
import { InvalidInput, type Preview } from '../define-app.ts'

export const fontQuestion = z.strictObject({ font: z.uuid() })
export type FontQuestion = z.output<typeof fontQuestion>

/** `{ weights: [thinnest, boldest] }` of an uploaded font, read as the run will read it. */
export const lookAtFont: Preview<FontQuestion>['look'] = async ({ font }, studio) => {
  try {
    const { weights } = readFont(await Bun.file(await studio.file(font)).bytes())
    return { weights }
  } catch (error) {
    if (error instanceof NotFont) throw new InvalidInput(['font'], error.message)
    throw error
  }
}

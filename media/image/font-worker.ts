import { type FontFacts, NotFont, readFont } from './read-font.ts'

export type ToldFont = Pick<FontFacts, 'weights' | 'glyphs'>
export type FontAnswer = { told: ToldFont } | { notFont: string } | { failed: string }

// The thread that reads one font: started by `read-font-aside.ts`, told a path.
addEventListener('message', async ({ data: file }: MessageEvent<string>) => {
  postMessage(await answer(file))
})

async function answer(file: string): Promise<FontAnswer> {
  try {
    const { weights, glyphs } = readFont(await Bun.file(file).bytes())
    return { told: { weights, glyphs } }
  } catch (error) {
    return error instanceof NotFont ? { notFont: error.message } : { failed: String(error) }
  }
}

import { expect, test } from 'bun:test'
import { helperNames, helpers } from './families.ts'
import { readFont } from './read-font.ts'

const sentences = {
  Greek: 'Ξεσκεπάζω την ψυχοφθόρα βδελυγμία· ᾧ Ἀθῆναι',
  Hebrew: 'דג סקרן שט בים מאוכזב ולפתע מצא חברה, שָׁלוֹם ₪',
  Thai: 'เป็นมนุษย์สุดประเสริฐเลิศคุณค่า ที่นี่ กว่าบรรดาฝูงสัตว์',
  Devanagari: 'ऋषियों को सताने वाले दुष्ट राक्षसों का सर्वनाश किया। ₹',
  Hangul: '키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다',
  Kana: 'いろはにほへと チリヌルヲ、漢字も。',
}

/** Run in a process of its own: which fonts of the machine are seen is decided when the canvas is loaded. */
const draw = `
  const { canvasPixels, openDrawing } = await import(${JSON.stringify(`${import.meta.dir}/canvas.ts`)})
  const { cssFont, familyIds } = await import(${JSON.stringify(`${import.meta.dir}/families.ts`)})
  const { clustersOf } = await import(${JSON.stringify(`${import.meta.dir}/split-text.ts`)})
  const drawing = await openDrawing([])
  const pixels = (text, font) => {
    const { canvas, context } = drawing.canvas(120, 120)
    context.font = font
    context.fillText(text, 30, 80)
    return Bun.hash(canvasPixels(canvas))
  }
  const tofu = []
  let seen = 0
  for (const family of familyIds)
    for (const letter of new Set(JSON.parse(process.env.SENTENCES).flatMap(clustersOf))) {
      if (letter.trim() === '') continue
      const font = cssFont({ family, weight: 700 }, 60)
      seen++
      if ([pixels('\\u{10fffe}', font), pixels(' ', font)].includes(pixels(letter, font))) tofu.push(letter)
    }
  console.log(JSON.stringify({ seen, tofu, control: pixels('\\u1200', cssFont({ family: 'baloo', weight: 700 }, 60)) === pixels('\\u{10fffe}', cssFont({ family: 'baloo', weight: 700 }, 60)) }))`

test('no letter of Greek, Hebrew, Thai, Hindi, Korean and Japanese is a box on a machine without fonts', async () => {
  const env = {
    ...process.env,
    DISABLE_SYSTEM_FONTS_LOAD: '1',
    SENTENCES: JSON.stringify(Object.values(sentences)),
  }
  const child = Bun.spawn([process.execPath, '-e', draw], { env, stdout: 'pipe' })
  const said = JSON.parse(await new Response(child.stdout).text())
  expect(said.tofu).toEqual([])
  expect(said.seen).toBeGreaterThan(500)
  // Ethiopic is in none of the faces: a box is told as one.
  expect(said.control).toBe(true)
}, 60_000)

test('a face is loaded for every letter that only it has, so that the browser draws what the server draws', async () => {
  const faces = await Promise.all(
    helperNames.map(async (name) => {
      const file = Bun.resolveSync(helpers[name].file, import.meta.dir)
      return { name, font: readFont(await Bun.file(file).bytes()), letters: helpers[name].letters }
    }),
  )
  for (const sentence of Object.values(sentences))
    for (const letter of sentence.replaceAll(/[\s\0-\u00ff]/g, '')) {
      const first = faces.find(({ font }) => font.has(letter.codePointAt(0) ?? 0))
      expect([letter, first?.letters.test(letter)]).toEqual([letter, true])
    }
})

import { expect, test } from 'bun:test'
import { dependencies } from '../package.json'
import { fontLicences } from './font-licences.ts'

test('every font that pages carry comes with its licence', () => {
  const text = fontLicences()
  const fonts = Object.keys(dependencies).filter((name) => name.startsWith('@fontsource'))
  expect(fonts.length).toBeGreaterThan(5)
  for (const font of fonts) expect(text).toContain(font)
  expect(text.match(/SIL OPEN FONT LICENSE Version 1\.1/gi)?.length).toBe(fonts.length)
})

import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { cleanName } from './clean-name.ts'

test('whatever a file is called, its name is one line, no path, never empty, and fits a link', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (given) => {
      const name = cleanName(given)
      expect(name).not.toMatch(/[\p{Cc}\\/\u2028\u2029\u202a-\u202e]/u)
      expect(name).not.toMatch(/^\.*$/)
      expect([...name].length).toBeLessThanOrEqual(180)
      expect(decodeURIComponent(encodeURIComponent(name))).toBe(name)
      expect(cleanName(name)).toBe(name)
    }),
  )
})

test('a long name keeps its ending', () => {
  expect(cleanName(`${'a'.repeat(400)}.mp4`)).toEndWith('aaa.mp4')
})

test('a name that pretends to end otherwise is straightened', () => {
  expect(cleanName('gaji\u202egpj.exe')).toBe('gajigpj.exe')
})

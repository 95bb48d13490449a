import { expect, test } from 'bun:test'
import { csv } from './csv.ts'

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csv(['a', 'b'], [['one, two', 'say "hi"\nthere']])).toBe(
    '\uFEFFa,b\r\n"one, two","say ""hi""\nthere"\r\n',
  )
})

test('words that begin like a formula are not run by a spreadsheet', () => {
  expect(csv(['what'], [['=HYPERLINK("x")'], ['@now'], ['-6 kredit']])).toBe(
    `\uFEFFwhat\r\n"'=HYPERLINK(""x"")"\r\n'@now\r\n'-6 kredit\r\n`,
  )
})

test('numbers stay numbers, also below zero', () => {
  expect(csv(['n'], [[-6], [0]])).toBe('\uFEFFn\r\n-6\r\n0\r\n')
})

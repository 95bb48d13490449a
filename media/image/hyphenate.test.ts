import { expect, test } from 'bun:test'
import { hyphenated } from './hyphenate.ts'

const split = (word: string) =>
  hyphenated(word, { from: 0, to: word.length })
    .map(({ from, to, hyphen }) => word.slice(from, to) + (hyphen ? '-' : ''))
    .join('')

test('words part where Indonesian syllables do', () => {
  for (const word of [
    'per-tang-gung-ja-wa-ban',
    'de-ngan',
    'me-nya-nyi-kan',
    'pro-mo-si',
    'khu-sus',
    'bin-tang',
    'is-ti-me-wa',
    'kon-trak',
    'ma-sya-ra-kat',
  ])
    expect(split(word.replaceAll('-', ''))).toBe(word)
})

test('nothing is added to addresses, accounts and numbers', () => {
  for (const word of [
    'https://www.tokobuahsegar.co.id',
    '@tokobuah.segar',
    '085712345678',
    '#promokemerdekaan',
  ])
    expect(split(word)).toBe(word)
})

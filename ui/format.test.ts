import { expect, test } from 'bun:test'
import { bytes, clock, date, dateTime, duration, number, relative, rupiah, signed } from './format.ts'

// Intl writes some spaces so that they do not break; the eye cannot tell.
const plain = (text: string) => text.replace(/\s/g, ' ')

test('rupiah has a space, dots between thousands and no decimals', () => {
  expect(plain(rupiah(99_000))).toBe('Rp 99.000')
  expect(plain(rupiah(2_870_000))).toBe('Rp 2.870.000')
  expect(plain(rupiah(0))).toBe('Rp 0')
})

test('numbers follow the language', () => {
  expect(number(1240, 'id')).toBe('1.240')
  expect(number(1240, 'en')).toBe('1,240')
})

test('a ledger line shows its sign, the minus as a real minus', () => {
  expect(signed(100, 'id')).toBe('+100')
  expect(signed(-1500, 'id')).toBe('−1.500')
})

test('the quota returns at 00:00 UTC, which is seven in the morning in Jakarta', () => {
  expect(clock('2026-11-22T00:00:00Z', 'id')).toBe('07.00 WIB')
  expect(clock('2026-11-22T00:00:00Z', 'en')).toBe('07:00 WIB')
})

test('late evening in UTC is already the next day in Jakarta', () => {
  expect(date('2026-11-21T18:30:00Z', 'id')).toBe('22 Nov 2026')
  expect(dateTime('2026-11-21T18:30:00Z', 'en')).toBe('22 Nov 2026, 01:30 WIB')
})

test('time past and time to come is told in the largest unit that fits', () => {
  const now = Date.parse('2026-11-21T12:00:00Z')
  expect(relative('2026-11-21T11:59:40Z', now, 'id')).toBe('sekarang')
  expect(relative('2026-11-21T09:10:00Z', now, 'id')).toBe('2 jam yang lalu')
  expect(relative('2026-11-20T11:00:00Z', now, 'en')).toBe('yesterday')
  expect(relative('2026-11-21T12:05:00Z', now, 'en')).toBe('in 5 minutes')
})

test('lengths read like a player’s clock', () => {
  expect(duration(7.2)).toBe('0:07')
  expect(duration(750)).toBe('12:30')
  expect(duration(3723)).toBe('1:02:03')
  expect(duration(59.7)).toBe('1:00')
})

test('sizes grow by 1024 and keep one decimal while small', () => {
  expect(bytes(820, 'id')).toBe('820 B')
  expect(bytes(1_468_006, 'id')).toBe('1,4 MB')
  expect(bytes(1024 ** 3, 'en')).toBe('1 GB')
})

import { expect, test } from 'bun:test'
import type { Usage } from '../api-types.ts'
import { usageByDay } from './usage-by-day.ts'

const now = Date.parse('2026-11-21T05:00:00Z')

function used(at: string, part: Partial<Usage>): Usage {
  return {
    generationId: at,
    modelKey: 'video-mixer:ffmpeg-standard',
    action: 'generate',
    usageType: 'credit',
    creditUsed: 0,
    quotaUsed: 0,
    at,
    ...part,
  }
}

test('thirty days end today, and a quiet day is a zero rather than a gap', () => {
  const days = usageByDay([], now)
  expect(days).toHaveLength(30)
  expect(days[0]).toEqual({ day: '2026-10-23', credits: 0, quota: 0 })
  expect(days.at(-1)?.day).toBe('2026-11-21')
})

test('a run after midnight in Jakarta counts for the new day, though London still has yesterday', () => {
  const days = usageByDay([used('2026-11-19T17:30:00Z', { creditUsed: 6 })], now)
  expect(days.find(({ day }) => day === '2026-11-20')?.credits).toBe(6)
})

test('credits and quota of one day are summed apart', () => {
  const usages = [
    used('2026-11-21T01:00:00Z', { creditUsed: 6 }),
    used('2026-11-21T02:00:00Z', { creditUsed: 4 }),
    used('2026-11-21T03:00:00Z', { quotaUsed: 3 }),
  ]
  expect(usageByDay(usages, now).at(-1)).toEqual({ day: '2026-11-21', credits: 10, quota: 3 })
})

test('what is older than the window is left out', () => {
  const total = usageByDay([used('2026-10-01T00:00:00Z', { creditUsed: 99 })], now).reduce(
    (sum, day) => sum + day.credits,
    0,
  )
  expect(total).toBe(0)
})

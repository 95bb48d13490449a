import { expect, test } from 'bun:test'
import { models as loopModels } from '#apps/looping-flow/models.ts'
import { models as generatorModels } from '#apps/video-generator/models.ts'
import { models as mixerModels } from '#apps/video-mixer/models.ts'
import { packs } from '#catalog/packs.ts'
import { plans } from '#catalog/plans.ts'
import { compareWays, type Wanted } from './compare-ways.ts'

const known = [...mixerModels, ...loopModels, ...generatorModels]

function ways(key: string, wanted: Omit<Wanted, 'model'>, cycle: 'monthly' | 'yearly' = 'monthly') {
  const { tier, price: terms } = known.find((model) => model.key === key)!
  return compareWays({ ...wanted, model: { tier, terms } }, { plans, packs }, cycle)
}

test('ten mixed videos a day fit the free plan', () => {
  const found = ways('video-mixer:ffmpeg-standard', { count: 10, per: 'day' })
  expect(found).toMatchObject({ verdict: 'free', plan: { amount: 0 }, perMonth: { credits: 600 } })
})

test('fifty a day are cheaper on a plan, eleven with credits', () => {
  const many = ways('video-mixer:ffmpeg-standard', { count: 50, per: 'day' })
  expect(many.verdict).toBe('plan')
  expect(many.plan).toMatchObject({ plan: { planId: 'basic-monthly' }, amount: 99_000 })
  const few = ways('video-mixer:ffmpeg-standard', { count: 11, per: 'day' })
  expect(few).toMatchObject({ verdict: 'credits', credits: { amount: 44_000, months: 2 } })
})

test('a month of results is spread evenly over its days', () => {
  const found = ways('video-mixer:ffmpeg-standard', { count: 310, per: 'month' })
  expect(found.perDay).toEqual({ results: 11, quota: 11 })
  expect(found.perMonth).toEqual({ results: 310, credits: 620 })
})

test('length counts: an hour of loop is fourteen credits', () => {
  expect(ways('looping-flow:ffmpeg-loop', { count: 1, per: 'day', seconds: 3600 }).each).toEqual({
    credits: 14,
    quota: 1,
  })
})

test('a model above the free tier is reached by a plan only, whose quota counts double where the model says so', () => {
  const found = ways('video-generator:kling-2.5', { count: 50, per: 'day', seconds: 5 })
  expect(found).toMatchObject({
    verdict: 'onlyPlan',
    credits: null,
    perDay: { quota: 100 },
    plan: { plan: { planId: 'pro-monthly' } },
  })
  const yearly = ways('video-generator:kling-2.5', { count: 50, per: 'day', seconds: 5 }, 'yearly')
  expect(yearly.plan).toMatchObject({ plan: { planId: 'pro-yearly' }, amount: 239_167 })
})

test('beyond every quota, credits pay for the rest', () => {
  const locked = ways('video-generator:veo3', { count: 200, per: 'day', seconds: 4 })
  expect(locked).toMatchObject({ verdict: 'onlyBoth', plan: null, both: { credits: 34 * 30 * 70 } })
  const open = ways('video-mixer:ffmpeg-standard', { count: 600, per: 'day' })
  expect(open.verdict).toBe('onlyCredits')
})

test('a smaller plan with a few credits is named where it beats both ways', () => {
  const found = ways('video-mixer:ffmpeg-standard', { count: 60, per: 'day' })
  expect(found.verdict).toBe('credits')
  expect(found.both).toMatchObject({
    credits: 10 * 30 * 2,
    amount: 139_000,
    plan: { planId: 'basic-monthly' },
  })
})

test('with nothing on sale there is no way', () => {
  const { tier, price: terms } = known[0]!
  const nothing = compareWays(
    { model: { tier, terms }, count: 1, per: 'day' },
    { plans: [], packs: [] },
    'monthly',
  )
  expect(nothing.verdict).toBe('none')
})

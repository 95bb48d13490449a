import { expect, test } from 'bun:test'
import type { ModelOffer } from '../api-types.ts'
import type { CatalogApp } from '../pricing/catalog-query.ts'
import { modelsBetween } from './what-opens.ts'

const model = (name: string, tier: ModelOffer['tier'], more: Partial<ModelOffer> = {}): ModelOffer => ({
  modelKey: `a:${name}`,
  name,
  tier,
  beta: false,
  provider: 'local',
  available: true,
  accessible: false,
  price: { credits: { base: 1 }, quota: 1 },
  terms: { base: 1, quota: 1 },
  capabilities: {},
  ...more,
})

const apps: CatalogApp[] = [
  {
    id: 'a',
    name: 'A',
    icon: '',
    status: 'ready',
    models: [
      model('free', 'free'),
      model('basic', 'basic'),
      model('pro', 'pro', { available: false }),
      model('try', 'pro', { beta: true }),
      model('top', 'enterprise'),
    ],
  },
]

test('only models between both tiers change hands, and betas open to nobody by a plan', () => {
  expect(modelsBetween(apps, 'free', 'pro')).toEqual([
    { name: 'basic', coming: false },
    { name: 'pro', coming: true },
  ])
  expect(modelsBetween(apps, 'basic', 'basic')).toEqual([])
})

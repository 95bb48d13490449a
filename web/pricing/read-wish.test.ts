import { expect, test } from 'bun:test'
import { apps as serverApps } from '#apps/server.ts'
import type { CatalogApp } from './catalog-query.ts'
import { readWish } from './read-wish.ts'

const apps: CatalogApp[] = serverApps.map(({ manifest, models }) => ({
  ...manifest,
  models: models.map(({ key, price, ...model }) => ({
    ...model,
    modelKey: key,
    beta: false,
    available: true,
    accessible: true,
    price: { credits: { base: price.base }, quota: price.quota },
    terms: price,
  })),
}))

const told = (search: Record<string, unknown>) => {
  const wish = readWish(search, apps)!
  return [wish.app.id, wish.model.modelKey.split(':')[1], wish.count, wish.per, wish.seconds ?? wish.size]
}

test('an empty address asks about ten a day of an app that can be used', () => {
  expect(told({})).toEqual(['video-mixer', 'ffmpeg-standard', 10, 'day', undefined])
})

test('the address chooses app, model, number, time and length', () => {
  expect(told({ app: 'video-generator', model: 'kling-2.5', count: 40, per: 'month', seconds: 5 })).toEqual([
    'video-generator',
    'kling-2.5',
    40,
    'month',
    5,
  ])
})

test('an address that makes no sense becomes what is sold', () => {
  expect(told({ app: 'poster-editor', model: 'veo3', count: -3, per: 'year', size: '9x9' })).toEqual([
    'poster-editor',
    'inpaint-standard',
    10,
    'day',
    '1080x1350',
  ])
  expect(told({ app: 'looping-flow', seconds: 7, count: 1e9 })).toEqual([
    'looping-flow',
    'ffmpeg-loop',
    1000,
    'day',
    3600,
  ])
})

test('only lengths and sizes the model can do are offered', () => {
  expect(readWish({ app: 'looping-flow' }, apps)!.lengths).toEqual([600, 3600, 10800, 28800, 43200])
  expect(readWish({ app: 'video-generator', model: 'motion' }, apps)!.lengths).toEqual([3, 5, 8, 10, 15])
  expect(readWish({ app: 'poster-editor' }, apps)!.sizes).not.toContain('4096x4096')
  expect(readWish({ app: 'video-mixer' }, apps)!.lengths).toEqual([])
})

test('nothing sold, nothing to ask about', () => {
  expect(readWish({}, [])).toBeNull()
  expect(readWish({}, [{ ...apps[0]!, models: [] }])).toBeNull()
})

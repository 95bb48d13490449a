import { expect, test } from 'bun:test'
import { apps } from './server.ts'
import { webApps } from './web.ts'

test('every app of the studio has its line in the browser, and those that run have an editor', () => {
  expect(Object.keys(webApps).sort()).toEqual(apps.map(({ manifest }) => manifest.id).sort())
  for (const { manifest } of apps) {
    expect([manifest.id, webApps[manifest.id] === 'coming']).toEqual([
      manifest.id,
      manifest.status === 'coming',
    ])
  }
})

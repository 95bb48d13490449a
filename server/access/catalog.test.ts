import { expect, test } from 'bun:test'
import type { Platform } from '#server/platform/platform.ts'
import { openCatalog } from './catalog.ts'

test('a look at the models that began earlier never replaces a later one, whichever is answered first', async () => {
  const asked: PromiseWithResolvers<object[]>[] = []
  const answered = (at: number, revision: number) =>
    asked[at]?.resolve([{ key: 'mixer', name: 'Mixer', tier: 'free', provider: 'local', revision }])
  const platform = {
    db: () => {
      const question = Promise.withResolvers<object[]>()
      asked.push(question)
      return question.promise
    },
    listener: { on: () => () => {}, onReconnect: () => () => {} },
  } as unknown as Platform
  const opening = openCatalog(platform)
  answered(0, 1)
  const catalog = await opening

  const [earlier, later] = [catalog.reload(), catalog.reload()]
  answered(2, 3)
  await later
  answered(1, 2)
  await earlier
  expect(catalog.model('mixer')?.revision).toBe(3)
})

import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import type { Messages } from '#ui/i18n.tsx'

const rooms = ['web', 'apps', 'ui'].map((room) => join(import.meta.dir, '..', room))
const bundles: [string, Messages<string>][] = []
for (const room of rooms) {
  for await (const file of new Bun.Glob('**/messages.ts').scan(room)) {
    const exported: Record<string, unknown> = await import(join(room, file))
    for (const [name, words] of Object.entries(exported)) {
      if (isBundle(words)) bundles.push([`${file}: ${name}`, words])
    }
  }
}

test('the pages’ words are found', () => {
  expect(bundles.length).toBeGreaterThan(3)
})

test.each(bundles)('%s says everything in both languages', (_, words) => {
  expect(Object.keys(words.en).toSorted()).toEqual(Object.keys(words.id).toSorted())
})

test.each(bundles)('%s can be formatted, and both languages take the same values', (_, words) => {
  for (const key of Object.keys(words.id)) {
    const [id, en] = [named(words.id[key] ?? ''), named(words.en[key] ?? '')]
    expect({ key, values: id }).toEqual({ key, values: en })
  }
})

function isBundle(value: unknown): value is Messages<string> {
  return typeof value === 'object' && value !== null && 'id' in value && 'en' in value
}

/** The values and tags a message asks for. Throws where it is not ICU. */
function named(message: string): string[] {
  const names = new Set<string>()
  const visit = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue
      names.add(element.value)
      if (element.type === TYPE.tag) visit(element.children)
      if (element.type === TYPE.plural || element.type === TYPE.select) {
        for (const option of Object.values(element.options)) visit(option.value)
      }
    }
  }
  visit(parse(message))
  return [...names].toSorted()
}

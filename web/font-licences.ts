import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** The licences of every font the pages carry, as the Open Font License asks of whoever passes fonts on. Plain text. */
export function fontLicences(): string {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.keys(dependencies)
    .filter((name) => name.startsWith('@fontsource'))
    .map((name) => [name, readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()])
    .map(([name, text]) => `${name}\n${'='.repeat(60)}\n\n${text}\n`)
    .join('\n\n')
}

/** Puts them beside the built pages. */
export function emitFontLicences() {
  return {
    name: 'font-licences',
    generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): void }) {
      this.emitFile({ type: 'asset', fileName: 'font-licences.txt', source: fontLicences() })
    },
  }
}

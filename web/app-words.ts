import type { AppWords } from '#apps/define-editor.ts'
import { webApps } from '#apps/web.ts'

/** What an app says of its runs; null while it is still to come. */
export function appWords(app: string): AppWords | null {
  const entry = webApps[app]
  return entry && entry !== 'coming' ? entry.words : null
}

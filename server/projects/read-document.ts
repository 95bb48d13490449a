import { isId } from '#server/platform/ids.ts'
import { invalid } from '#server/platform/problem.ts'
import { unstorableText } from '#server/platform/unstorable-text.ts'

export const documentLimit = 256 * 1024
const deepest = 64
/** More than a list needs to find one that still exists. */
const mostFiles = 100

/** A document as the database takes it, and the ids in it, in its order. */
export interface ReadDocument {
  text: string
  files: string[]
}

/**
 * An app's document is stored as it was sent: what of it can be used is decided by the app that opens it. Refused, 422 on `document`,
 * are more than 256 KiB, more than 64 levels, and characters that are not text.
 */
export function readDocument(document: Record<string, unknown>): ReadDocument {
  const files = new Set<string>()
  visit(document, 1, files)
  const text = JSON.stringify(document)
  if (Buffer.byteLength(text) > documentLimit)
    throw invalid(['document'], `Larger than ${documentLimit} bytes`, { limit: documentLimit })
  const unstorable = unstorableText(document)
  if (unstorable) throw invalid(['document', ...unstorable], 'Contains a character that is not text')
  return { text, files: [...files].slice(0, mostFiles) }
}

function visit(value: unknown, depth: number, files: Set<string>): void {
  if (typeof value === 'string' && isId(value)) files.add(value.toLowerCase())
  if (value === null || typeof value !== 'object') return
  if (depth > deepest) throw invalid(['document'], `Deeper than ${deepest} levels`)
  for (const inner of Object.values(value)) visit(inner, depth + 1, files)
}

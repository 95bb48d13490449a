/** Time-ordered UUIDs (version 7): newest sorts last, so they page well and index cheaply. */
export function newId(): string {
  return Bun.randomUUIDv7()
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Asked before an id from outside reaches a query: what is no id names nothing. */
export function isId(text: string): boolean {
  return uuid.test(text)
}

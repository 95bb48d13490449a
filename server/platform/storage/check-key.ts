const key = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?(\/[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?)*$/

/** Keys are ours, so one that could name anything but a place below the store is a bug. Returns the key. */
export function checkKey(text: string): string {
  if (text.length > 200 || !key.test(text)) throw new Error(`No storage key: ${JSON.stringify(text)}`)
  return text
}

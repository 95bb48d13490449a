export interface DoorSearch {
  /** Where to go afterwards: a path of our own. */
  next?: string
  /** From a link in a mail. */
  token?: string
  /** What the server says of a link that no longer works. */
  error?: string
  email?: string
}

export function doorSearch(search: Record<string, unknown>): DoorSearch {
  const { next, token, error, email } = search
  return {
    // `//elsewhere` and `/\elsewhere` would leave the site.
    ...(typeof next === 'string' && /^\/(?![/\\])/.test(next) && { next }),
    ...(typeof token === 'string' && { token }),
    ...(typeof error === 'string' && { error }),
    ...(typeof email === 'string' && { email }),
  }
}

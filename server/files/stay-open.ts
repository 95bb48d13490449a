import type { Context } from 'hono'

/** The last bytes of a file are followed by silence while it is judged and stored: the server must not take that for a dead connection. */
export function stayOpen(c: Context): void {
  c.env?.server?.timeout?.(c.req.raw, 0)
}

import { z } from 'zod'

/** `?cursor&limit` of every list: at most 100 at a time. The cursor is the id of the last item seen. */
export function pageQuery<C extends z.ZodType<string>>(cursor: C) {
  return z.object({ cursor: cursor.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) })
}

export const idCursor = z.uuid()
export const numberCursor = z.string().regex(/^\d{1,18}$/, 'Not a cursor')

import { z } from 'zod'

/** `?cursor&limit` of every list: at most 100 at a time. The cursor is the id of the last item seen. */
export function pageQuery<C extends z.ZodType<string>>(cursor: C) {
  return z.object({
    cursor: cursor.optional().meta({ description: '`nextCursor` of the page before.' }),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  })
}

/** What such a list answers. `nextCursor` is null on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

export const idCursor = z.uuid()
export const numberCursor = z.string().regex(/^\d{1,18}$/, 'Not a cursor')

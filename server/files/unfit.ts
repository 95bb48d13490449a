import { Problem } from '#server/platform/problem.ts'

export type UnfitReason =
  | 'not_media'
  | 'empty'
  | 'truncated'
  | 'damaged'
  | 'animated_image'
  | 'too_many_pixels'
  | 'not_font'
  | 'font_too_large'

/** A file the studio cannot use: 415 `unsupported_media` with why, beside the field `file`. */
export class Unfit extends Problem {
  constructor(
    readonly reason: UnfitReason,
    message: string,
  ) {
    super('unsupported_media', { detail: message, reason, issues: [{ path: ['file'], message }] })
  }
}

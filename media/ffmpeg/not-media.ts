export type NotMediaReason =
  /** Neither video, picture nor sound that can be read. */
  | 'not_media'
  /** Starts well and ends too soon. */
  | 'truncated'
  /** No bytes, or nothing that lasts. */
  | 'empty'

/** The file is not something the studio can work with. */
export class NotMedia extends Error {
  override name = 'NotMedia'
  constructor(
    readonly reason: NotMediaReason,
    message: string,
  ) {
    super(message)
  }
}

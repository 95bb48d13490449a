/** What one run may ask for. The first four are promised by the product; `outputSeconds` keeps one video from holding a worker for a day. */
export const limits = {
  outputs: 100,
  clips: 100,
  sourceSeconds: 4 * 3600,
  sourceBytes: 4 * 1024 ** 3,
  outputSeconds: 3600,
  texts: 100,
  textLength: 120,
  endCards: 20,
}

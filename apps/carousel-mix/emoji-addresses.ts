import { emojiNames } from '#media/image/split-text.ts'

/** Where the pictures of an emoji may lie on our own server. Its own file: the list of all of them is long, and few pages need it. */
export function emojiAddresses(cluster: string): string[] {
  return emojiNames(cluster).map(
    (name) => new URL(`../../node_modules/@twemoji/svg/${name}.svg`, import.meta.url).href,
  )
}

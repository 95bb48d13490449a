/** Room below the base line, in ems: enough for the deepest tail of every bundled face, Arabic included. */
export const descent = 0.4
/** Room above it: for one accent on a capital, and for two, as Vietnamese has them. */
export const ascents = { one: 1.1, two: 1.32 }
export const emojiWidth = 1160

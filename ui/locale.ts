export const locales = ['id', 'en'] as const

export type Locale = (typeof locales)[number]

/** Creators and the daily quota both live by Jakarta's clock. */
export const timeZone = 'Asia/Jakarta'

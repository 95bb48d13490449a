/** Where the browser finds the bundled font files, by the names they are registered under. Spelt out, so that the build sees them. */
export const fontAddresses: Record<string, string> = {
  'slide-montserrat': new URL(
    '../../node_modules/@fontsource-variable/montserrat/files/montserrat-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-montserrat-ext': new URL(
    '../../node_modules/@fontsource-variable/montserrat/files/montserrat-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-jakarta': new URL(
    '../../node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-jakarta-ext': new URL(
    '../../node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-playfair': new URL(
    '../../node_modules/@fontsource-variable/playfair-display/files/playfair-display-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-playfair-ext': new URL(
    '../../node_modules/@fontsource-variable/playfair-display/files/playfair-display-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-baloo': new URL(
    '../../node_modules/@fontsource-variable/baloo-2/files/baloo-2-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-baloo-ext': new URL(
    '../../node_modules/@fontsource-variable/baloo-2/files/baloo-2-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-oswald': new URL(
    '../../node_modules/@fontsource-variable/oswald/files/oswald-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-oswald-ext': new URL(
    '../../node_modules/@fontsource-variable/oswald/files/oswald-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-montserrat-vi': new URL(
    '../../node_modules/@fontsource-variable/montserrat/files/montserrat-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-jakarta-vi': new URL(
    '../../node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-playfair-vi': new URL(
    '../../node_modules/@fontsource-variable/playfair-display/files/playfair-display-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-baloo-vi': new URL(
    '../../node_modules/@fontsource-variable/baloo-2/files/baloo-2-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-oswald-vi': new URL(
    '../../node_modules/@fontsource-variable/oswald/files/oswald-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-cyrillic': new URL(
    '../../node_modules/@fontsource-variable/montserrat/files/montserrat-cyrillic-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-arabic': new URL(
    '../../node_modules/@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff2',
    import.meta.url,
  ).href,
  'slide-sc': new URL(
    '../../node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-700-normal.woff2',
    import.meta.url,
  ).href,
  'slide-greek': new URL(
    '../../node_modules/@fontsource/noto-sans/files/noto-sans-greek-700-normal.woff2',
    import.meta.url,
  ).href,
  'slide-greek-ext': new URL(
    '../../node_modules/@fontsource/noto-sans/files/noto-sans-greek-ext-700-normal.woff2',
    import.meta.url,
  ).href,
  'slide-hebrew': new URL(
    '../../node_modules/@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-700-normal.woff2',
    import.meta.url,
  ).href,
  'slide-thai': new URL(
    '../../node_modules/@fontsource/noto-sans-thai/files/noto-sans-thai-thai-700-normal.woff2',
    import.meta.url,
  ).href,
  'slide-devanagari': new URL(
    '../../node_modules/@fontsource/noto-sans/files/noto-sans-devanagari-700-normal.woff2',
    import.meta.url,
  ).href,
  'slide-kr': new URL(
    '../../node_modules/@fontsource/noto-sans-kr/files/noto-sans-kr-korean-700-normal.woff2',
    import.meta.url,
  ).href,
}

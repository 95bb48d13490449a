/** What one run may ask for, as the product promises it. */
export const limits = {
  sets: 100,
  positions: 10,
  images: 20,
  texts: 200,
  textLength: 2000,
  imageBytes: 100 * 1024 ** 2,
}

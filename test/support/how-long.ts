/** How often a test repeats itself: in the short form, and in the long one of `./lumiku test … --long`. */
export function rounds(short: number, long: number): number {
  return process.env.LUMIKU_TEST_LONG ? long : short
}

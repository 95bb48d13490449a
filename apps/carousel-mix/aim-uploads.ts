/** For which position a file was chosen, by its name, until it has arrived. */
export const aimed = new Map<string, number>()

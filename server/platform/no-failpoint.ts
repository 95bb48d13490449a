/**
 * A point where a test may stop, kill or break this process, by name. This is all there is of it outside of tests: they load another
 * file in its place, by an import condition, so nothing that is set or sent can reach it.
 */
export async function failpoint(_name: string): Promise<void> {}

import type { Postmaster } from './postmaster.ts'

export function urlOf({ port }: Postmaster, password: string, database: string): string {
  return `postgres://lumiku:${password}@127.0.0.1:${port}/${database}`
}

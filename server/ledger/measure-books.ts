import { Gauge } from 'prom-client'
import type { Platform } from '#server/platform/platform.ts'

/** What the last proof of the books found and when it was made, whichever process made it. Asked when scraped. */
export function measureBooks({ db, metrics }: Pick<Platform, 'db' | 'metrics'>): void {
  const registers = [metrics.registry]
  const provedAt = new Gauge({
    name: 'lumiku_books_proved_timestamp_seconds',
    help: 'When the books were last proved, 0 when never',
    registers,
  })
  new Gauge({
    name: 'lumiku_books_broken',
    help: 'Promises of the books that the last proof found broken',
    registers,
    async collect() {
      const [last] =
        await db`select broken, extract(epoch from at)::float8 as at from book_proofs order by id desc limit 1`
      this.set(last?.broken ?? 0)
      provedAt.set(last?.at ?? 0)
    },
  })
}

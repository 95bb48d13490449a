import { Gauge } from 'prom-client'
import type { Platform } from '#server/platform/platform.ts'

/** How many runs wait and work, and how long the oldest has waited: what an operator scales workers by. Asked when scraped. */
export function measureQueue({ db, metrics }: Platform): void {
  const registers = [metrics.registry]
  const oldest = new Gauge({
    name: 'lumiku_generations_oldest_wait_seconds',
    help: 'Age of the oldest queued generation',
    registers,
  })
  new Gauge({
    name: 'lumiku_generations_open',
    help: 'Generations that have not ended, by status',
    labelNames: ['status'],
    registers,
    async collect() {
      const [row] = await db`
        select count(*) filter (where status = 'queued')::int as queued, count(*) filter (where status = 'running')::int as running,
               coalesce(extract(epoch from now() - min(created_at) filter (where status = 'queued')), 0)::float8 as oldest
        from generations where status in ('queued', 'running')`
      this.set({ status: 'queued' }, row.queued)
      this.set({ status: 'running' }, row.running)
      oldest.set(row.oldest)
    },
  })
}

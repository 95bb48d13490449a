import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof openMetrics>

/** Prometheus metrics of one process. Labels are route patterns and codes, never ids. */
export function openMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'lumiku_http_request_seconds',
      help: 'Time to answer, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    refusals: new Counter({
      name: 'lumiku_refusals_total',
      help: 'Expected refusals, by code',
      labelNames: ['code'],
      registers,
    }),
    bugs: new Counter({ name: 'lumiku_unexpected_errors_total', help: 'Answers with status 500', registers }),
    runs: new Counter({
      name: 'lumiku_generations_total',
      help: 'Generations that ended, by model and how',
      labelNames: ['model', 'status'],
      registers,
    }),
    runSeconds: new Histogram({
      name: 'lumiku_generation_seconds',
      help: 'Time a worker spent on a generation',
      labelNames: ['model'],
      buckets: [1, 5, 15, 30, 60, 180, 600, 1800, 7200],
      registers,
    }),
  }
}

import { measureDayChange, measureExpiry, measureGrowth } from './large.ts'
import type { Load } from './load.ts'
import { countCalls, measureCrowd, measureHotAccount, measureReserving, measureRoutes } from './measures.ts'
import { redisReserves } from './redis.ts'
import { machine, type Row, ratio, report } from './report.ts'
import { openRig } from './rig.ts'

/** The ledger's speed against its peers, all in one run on one machine. The ratios are the result. */
export async function run(): Promise<void> {
  const quick = process.argv.includes('--quick')
  const size = quick
    ? { count: 400, rounds: 1, touches: 200, night: 10_000 }
    : { count: 3200, rounds: 3, touches: 1000, night: 1_000_000 }
  const rig = await openRig()
  try {
    const on = await machine(rig.db)
    console.log(on)
    const growth = await measureGrowth(rig, size.touches)
    const calls = await countCalls(rig)
    const reserving = await measureReserving(rig, size)
    const hot = await measureHotAccount(rig, size)
    const routes = await measureRoutes(rig, size)
    const redis = await redisReserves(size.count)
    const crowd = await measureCrowd(rig)
    const smallNight = await measureDayChange(rig, 10_000, size.touches)
    const night = await measureDayChange(rig, size.night, size.touches)
    const expiry = await measureExpiry(rig, 5000)

    const speed = (a: Load, b: Load) => a.perSecond / b.perSecond
    const rows: Row[] = [
      {
        measure: 'round trips: reserve, settle, quote',
        bar: '1, 1, ≤ 1',
        aim: '',
        measured: `${calls.reserve}, ${calls.settle}, ${calls.quote}`,
        holds: calls.reserve === 1 && calls.settle === 1 && calls.quote <= 1,
      },
      ratio(
        'HTTP generate ÷ bare function, 32 callers',
        speed(reserving['http, 32'], reserving['bare, 32']),
        { atLeast: 0.5, aim: 1.5 },
      ),
      ratio('its p50 ÷ bare function, one caller', reserving['http, 1'].p50 / reserving['bare, 1'].p50, {
        atMost: 3,
        aim: 1.7,
      }),
      ratio(
        'HTTP generate ÷ eight statements over HTTP, 32',
        speed(reserving['http, 32'], reserving['eight over http, 32']),
        { atLeast: 2, aim: 5 },
      ),
      ratio(
        'HTTP generate ÷ eight statements bare, 32',
        speed(reserving['http, 32'], reserving['eight, 32']),
        { atLeast: 2, aim: 5 },
      ),
      ratio(
        'HTTP generate ÷ the same work statement by statement, 32',
        speed(reserving['http, 32'], reserving['same work, 32']),
        { atLeast: 2, aim: 5 },
      ),
      ratio('one hot account, 64: shared ÷ alone', speed(hot.shared, hot.alone), { atLeast: 4, aim: 8 }),
      ratio('GET /api/apps ÷ empty signed-in route', speed(routes.apps, routes.empty), {
        atLeast: 0.25,
        aim: 0.5,
      }),
      ratio('GET /api/quota/status ÷ empty signed-in route', speed(routes.quota, routes.empty), {
        atLeast: 0.25,
        aim: 0.5,
      }),
      ratio(`first touch after midnight ÷ other, ${size.night} accounts`, night.first.p50 / night.other.p50, {
        atMost: 1.2,
      }),
      ratio(`reserve p50, ${growth.many} ÷ ${growth.few} entries`, growth.after.p50 / growth.before.p50, {
        atMost: 1.2,
      }),
      {
        measure: `reconcile, ${growth.many} entries`,
        bar: '< 2 s',
        aim: '',
        measured: `${growth.reconcileSeconds.toFixed(2)} s`,
        holds: growth.reconcileSeconds < 2 && growth.broken.length === 0,
      },
      {
        measure: 'HTTP generate ÷ Redis Lua, appendfsync always, 32',
        bar: '',
        aim: '',
        measured: redis ? speed(reserving['http, 32'], redis.many).toFixed(2) : 'no redis-server',
        holds: null,
      },
      told('100 people generate at once', crowd.generate),
      told('1,000 × GET /api/apps', crowd.apps),
      told('first touch after midnight, 10,000 accounts', smallNight.first),
      told(`first touch after midnight, ${size.night} accounts`, night.first),
      told('first requests after 5,000 subscriptions ended', expiry),
    ]
    await report(rows, {
      machine: on,
      reserving,
      hot,
      routes,
      redis,
      crowd,
      smallNight,
      night,
      growth,
      expiry,
    })
  } finally {
    await rig.close()
  }
}

/** A load scenario: half a second at most, one error in a thousand. */
function told(measure: string, { p50, p95, p99, errors, count }: Load): Row {
  const ms = [p50, p95, p99].map((time) => time.toFixed(1)).join(' / ')
  return {
    measure: `${measure}: p50 / p95 / p99 ms`,
    bar: '< 500 ms, < 0.1 %',
    aim: '50 ms',
    measured: `${ms}, ${errors} errors`,
    holds: p99 < 500 && errors / count < 0.001,
  }
}

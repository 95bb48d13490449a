import { newId } from '#server/platform/ids.ts'
import { eightStatements, openPeerTables } from './eight-statements.ts'
import { connect, wire } from './http-client.ts'
import { inTurns, type Load, load } from './load.ts'
import { generateRequest, modelKey, reserveBare, reserving, revisionOf } from './requests.ts'
import type { Person, Rig } from './rig.ts'
import { startStatementByStatement } from './same-work.ts'

/** Sends so many requests over so many keep-alive connections; every answer must have this status. */
export async function overHttp(
  port: number,
  connections: number,
  total: number,
  status: number,
  request: (i: number) => string,
): Promise<Load> {
  const open = await Promise.all(Array.from({ length: connections }, () => connect(port)))
  const result = await load(connections, total, async (i, caller) => {
    const answer = await open[caller]!.ask(request(i))
    if (answer.status !== status) throw new Error(`answered ${answer.status}`)
  })
  for (const connection of open) connection.close()
  return result
}

/** Generating over HTTP against the bare function and the eight statements, in turns. */
export async function measureReserving(rig: Rig, { count, rounds }: { count: number; rounds: number }) {
  const { db, people, port } = rig
  const revision = await revisionOf(db)
  const someone = (i: number) => people[i % people.length]!
  await openPeerTables(db)
  const eightPort = await rig.serve('eight-server.ts')
  const http = (connections: number, total: number) =>
    overHttp(port, connections, total, 202, (i) => generateRequest(someone(i)))
  const bare = (callers: number, total: number) =>
    load(callers, total, (i) => reserveBare(db, reserving(someone(i), revision)))
  const eight = (callers: number, total: number) =>
    load(callers, total, (i) => eightStatements(db, someone(i).token, modelKey, '{"outputs":1}'))
  const eightOverHttp = (connections: number, total: number) =>
    overHttp(eightPort, connections, total, 202, (i) =>
      wire('POST', '/', { authorization: `Bearer ${someone(i).token}` }, '{"outputs":1}'),
    )

  const sameWork = (callers: number, total: number) =>
    load(callers, total, (i) =>
      startStatementByStatement(db, someone(i), reserving(someone(i), revision), newId()),
    )

  for (const warm of [http, bare, eight, eightOverHttp, sameWork]) await warm(32, Math.ceil(count / 4))
  const few = Math.ceil(count / 8)
  return inTurns(rounds, {
    'http, 1': () => http(1, few),
    'bare, 1': () => bare(1, few),
    'eight over http, 1': () => eightOverHttp(1, few),
    'http, 32': () => http(32, count),
    'bare, 32': () => bare(32, count),
    'bare, 8': () => bare(8, count / 2),
    'eight, 32': () => eight(32, count / 2),
    'eight over http, 32': () => eightOverHttp(32, count / 2),
    'same work, 32': () => sameWork(32, count / 4),
    'same work, 1': () => sameWork(1, few),
  })
}

/** One account that everybody uses at once: over HTTP, and the bare function without sharing. */
export async function measureHotAccount(rig: Rig, { count, rounds }: { count: number; rounds: number }) {
  const hot = rig.people[0]!
  const revision = await revisionOf(rig.db)
  return inTurns(rounds, {
    shared: () => overHttp(rig.port, 64, count, 202, () => generateRequest(hot)),
    alone: () => load(64, Math.ceil(count / 4), () => reserveBare(rig.db, reserving(hot, revision))),
  })
}

/** What pages ask for, against a signed-in route that answers nothing. */
export async function measureRoutes(rig: Rig, { count, rounds }: { count: number; rounds: number }) {
  const emptyPort = await rig.serve('empty-server.ts')
  const get = (port: number, path: string) => () =>
    overHttp(port, 32, count, 200, (i) =>
      wire('GET', path, { authorization: `Bearer ${rig.people[i % rig.people.length]!.token}` }),
    )
  await get(emptyPort, '/empty')()
  await get(rig.port, '/api/apps')()
  return inTurns(rounds, {
    empty: get(emptyPort, '/empty'),
    apps: get(rig.port, '/api/apps'),
    quota: get(rig.port, '/api/quota/status'),
  })
}

/** Round trips by the database's own count. */
export async function countCalls(rig: Rig): Promise<{ reserve: number; quote: number; settle: number }> {
  const { db, people, port } = rig
  const person = people[1]!
  const callsOf = async (work: () => Promise<unknown>, what: string) => {
    await db`select pg_stat_statements_reset()`
    await work()
    const [row] = await db`
      select coalesce(sum(calls), 0)::int as calls from pg_stat_statements where toplevel and query like ${`%${what}%`} and query not like '%pg_stat_statements%'`
    return row.calls as number
  }
  const connection = await connect(port)
  try {
    let id = ''
    const reserve = await callsOf(async () => {
      id = JSON.parse((await connection.ask(generateRequest(person))).body).generation.id
    }, 'start_generations')
    const quoteBody = JSON.stringify({ clips: person.assets.map((assetId) => ({ assetId })), outputs: 1 })
    const quote = await callsOf(
      () =>
        connection.ask(
          wire(
            'POST',
            '/api/apps/video-mixer/generate/quote',
            { authorization: `Bearer ${person.token}` },
            quoteBody,
          ),
        ),
      'preview_run',
    )
    const settle = await callsOf(
      async () => await db`select end_generation(${id}, null, 'done', null, null)`,
      'end_generation',
    )
    return { reserve, quote, settle }
  } finally {
    connection.close()
  }
}

/** A hundred people press the button at the same moment; a thousand look at the studio. */
export async function measureCrowd(rig: Rig) {
  return {
    generate: await overHttp(rig.port, 100, 100, 202, (i) => generateRequest(rig.people[i % 100]!)),
    apps: await overHttp(rig.port, 32, 1000, 200, (i) =>
      wire('GET', '/api/apps', { authorization: `Bearer ${(rig.people[i % 100] as Person).token}` }),
    ),
  }
}

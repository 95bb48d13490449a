import { openDb } from '#server/platform/db.ts'
import { eightStatements, openPeerTables } from './eight-statements.ts'
import { modelKey } from './requests.ts'
import { poolSize } from './rig.ts'

// The eight statements behind a bare HTTP server: no framework, no middleware, no logging.
const db = openDb(process.env.DATABASE_URL!, { max: poolSize })
await openPeerTables(db)
Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  async fetch(request) {
    if (request.method === 'GET') return new Response('ready')
    const token = request.headers.get('authorization')!.slice(7)
    const id = await eightStatements(db, token, modelKey, JSON.stringify(await request.json()))
    return Response.json({ id }, { status: 202 })
  },
})

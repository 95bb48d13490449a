import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RedisClient } from 'bun'
import { newId } from '#server/platform/ids.ts'
import { type Load, load } from './load.ts'
import { freePort } from './rig.ts'

// A reserve as a Lua script: check, take, write the hold and the entry. Every write is on disk before it is answered.
const script = `
local has = tonumber(redis.call('hget', KEYS[1], 'available') or '0')
local cost = tonumber(ARGV[1])
if has < cost then return -1 end
redis.call('hincrby', KEYS[1], 'available', -cost)
redis.call('hincrby', KEYS[1], 'held', cost)
redis.call('hset', KEYS[2], 'account', KEYS[1], 'amount', cost, 'input', ARGV[2])
redis.call('rpush', KEYS[3], ARGV[3])
return has - cost`

/** The same load on a Redis of its own with \`appendfsync always\`; null where redis-server is not installed. */
export async function redisReserves(count: number): Promise<{ one: Load; many: Load } | null> {
  const server = Bun.which('redis-server')
  if (!server) return null
  const folder = await mkdtemp(join(tmpdir(), 'lumiku-bench-redis-'))
  const port = freePort()
  const settings = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
    '--save',
    '',
  ]
  const child = Bun.spawn([server, ...settings], { stdio: ['ignore', 'ignore', 'ignore'] })
  const client = new RedisClient(`redis://127.0.0.1:${port}`)
  try {
    for (;;) {
      try {
        await client.ping()
        break
      } catch {
        await Bun.sleep(20)
      }
    }
    const hash: string = await client.send('SCRIPT', ['LOAD', script])
    const accounts = Array.from({ length: 100 }, () => `account:${newId()}`)
    for (const account of accounts) await client.send('HSET', [account, 'available', '1000000000'])
    const reserve = (i: number) => {
      const account = accounts[i % accounts.length]!
      const id = newId()
      return client.send('EVALSHA', [
        hash,
        '3',
        account,
        `hold:${id}`,
        `entries:${account}`,
        '2',
        '{"outputs":1}',
        id,
      ])
    }
    return { one: await load(1, Math.ceil(count / 4), reserve), many: await load(32, count, reserve) }
  } finally {
    client.close()
    child.kill('SIGTERM')
    await child.exited
    await rm(folder, { recursive: true, force: true })
  }
}

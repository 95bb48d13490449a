import { expect } from 'bun:test'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sweepLooseKeys } from '#server/files/sweep.ts'
import { bookRules } from '#server/generations/book-rules.ts'
import { sweepWork } from '#server/generations/sweep-work.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import { readEvents, signUp } from './client.ts'
import { noneWorkFor, spawnLumiku } from './processes.ts'
import { serving } from './serving.ts'
import { twoClips } from './two-clips.ts'

/** What a process does when it comes by a point for the first time. */
export type Deeds = Record<string, 'kill' | 'pause' | 'throw'>

export type FaultLab = Awaited<ReturnType<typeof openFaultLab>>

/** An application without a worker, somebody with credits and clips, and processes beside it that fail at named points. */
export async function openFaultLab() {
  const lumiku = await serving({ worker: false })
  const { db } = lumiku.platform
  const who = await signUp(lumiku.url)
  const clips = await twoClips(who)
  const { account } = (await who.get('/api/me')).body
  await db`select ledger_grant(${account.id}, 'admin', 'faults', 10000, 'for the faults')`

  /** The smallest mix of two outputs. */
  const mix = {
    clips,
    outputs: 2,
    mix: { window: { kind: 'random', clipSeconds: 1 } },
    format: { resolution: '480p', aspect: '1:1' },
  }
  const eachCosts = 2

  async function startRun(): Promise<string> {
    const started = await who.post('/api/apps/video-mixer/generate', mix)
    expect(started.status).toBe(202)
    return started.body.generation.id
  }

  const env = {
    LUMIKU_ENV: 'test',
    LUMIKU_DATA: lumiku.data,
    DATABASE_URL: lumiku.platform.databaseUrl,
    DRAIN_SECONDS: '0',
    LOG_LEVEL: 'silent',
  }

  /** A process that does these deeds: `came` resolves when it does one, `goOn` lets it out of a pause. */
  async function faulty(command: 'worker' | 'api', deeds: Deeds, settings: Record<string, string> = {}) {
    const marks = await mkdtemp(join(lumiku.data, 'marks-'))
    const points = Object.entries(deeds).map(([point, deed]) => `${point}=${deed}`)
    const told = { LUMIKU_FAILPOINTS: points.join(' '), LUMIKU_FAILPOINT_MARKS: marks }
    const child = spawnLumiku(command, { ...env, ...told, ...settings }, ['--conditions=failpoints'])
    const said = new Response(child.stderr).text()
    return {
      child,
      async came(point: string) {
        while (!existsSync(join(marks, point))) {
          if (child.exitCode !== null || child.signalCode !== null)
            throw new Error(`ended without coming by "${point}": ${await said}`)
          await Bun.sleep(10)
        }
      },
      goOn: (point: string) => writeFile(join(marks, `${point}.go`), ''),
    }
  }

  /** Waits until a run is over: its hold ended once, for what was delivered. Resolves to the run. */
  async function endedOnce(id: string) {
    await readEvents(who, `${lumiku.url}/api/generations/${id}/events`, ({ event }) => event === 'done')
    const run = (await who.get(`/api/generations/${id}`)).body
    expect(run.charged).toEqual({ unit: 'credit', held: 0, settled: run.outputs.length * eachCosts })
    const ends = await db`select 1 from entries where hold_id = ${id} and kind in ('settle', 'release')`
    expect(ends).toHaveLength(1)
    return run as { status: string; outputs: unknown[]; error: { code: string } | null }
  }

  /** The books are right, nothing is held, no process works any more, and what the dead left is swept away. */
  async function expectNothingLeft(): Promise<void> {
    await noneWorkFor(lumiku.data)
    for (const { says, broken } of await reconcile(db, bookRules))
      expect({ says, broken }).toEqual({ says, broken: undefined })
    expect(await db`select id from holds where ended_at is null`).toHaveLength(0)

    await sweepWork(lumiku.platform)
    expect(await readdir(join(lumiku.data, 'work'))).toEqual([])
    await db`update loose_keys set due_at = now()`
    await sweepLooseKeys(lumiku.platform)
    const [kept] = await db`
      select count(*)::int + count(thumbnail_key)::int as files from assets where deleted_at is null`
    expect(await filesBelow(join(lumiku.data, 'files'))).toHaveLength(kept.files)
  }

  return { lumiku, db, who, mix, env, startRun, faulty, endedOnce, expectNothingLeft, stop: lumiku.stop }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

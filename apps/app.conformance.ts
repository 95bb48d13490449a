import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { chargeSchedule, price } from '#catalog/price.ts'
import { tiers } from '#catalog/tiers.ts'
import { probe } from '#media/ffmpeg/probe.ts'
import type { Action, App, Model } from './define-app.ts'
import { LocalStudio } from './local-studio.ts'

/** A small run of one of the app's actions, with at least two outputs where the app can make several, and enough work to be interrupted. */
export interface Fixture {
  action: string
  /** The body as a caller would send it. */
  input: Record<string, unknown>
  /** Paths by the asset ids the input names. */
  assets: Record<string, string>
  /** The app makes one result a run. */
  single?: true
}

/** What every app must pass: priced, reachable, cancellable, honest about progress and outputs, resumable. */
export function conformance(app: App, fixture: Fixture): void {
  describe(`${app.manifest.id} keeps an app's promises`, () => {
    let studio: LocalStudio
    beforeAll(async () => {
      studio = await stocked(fixture)
    })
    afterAll(() => studio.close())

    const action = () => app.actions[fixture.action] as Action
    const parsed = () => action().input.parse(fixture.input)

    test('every action it names can be called, and every model has a key, a tier and a price', () => {
      expect(Object.keys(app.actions).toSorted()).toEqual(app.manifest.actions.toSorted())
      for (const { key, tier, price: terms } of app.models) {
        expect(key).toStartWith(`${app.manifest.id}:`)
        expect(tiers).toContain(tier)
        expect(price(terms, { outputs: 1, seconds: 1, megapixels: 1 }).credits).toBeGreaterThan(0)
        expect(terms.quota).toBeGreaterThan(0)
      }
    })

    test('a run is planned, priced and charged by what is delivered', () => {
      const use = action().plan(parsed(), studio.assets)
      expect(use.outputs).toBeGreaterThanOrEqual(fixture.single ? 1 : 2)
      const { price: terms } = modelOf(app, action().model(parsed()))
      const schedule = chargeSchedule(terms, use, 'credit')
      expect(schedule).toHaveLength(use.outputs + 1)
      expect(schedule[0]).toBe(0)
      expect(schedule.at(-1)).toBe(price(terms, use).credits)
    })

    test('what it does not know it refuses, and names', () => {
      const refused = action().input.safeParse({ ...fixture.input, somethingElse: true })
      expect(refused.success).toBe(false)
      expect(JSON.stringify(refused.error?.issues)).toContain('somethingElse')
    })

    test('every file it will read is named, with the place that names it', () => {
      const uses = action().assets(parsed())
      expect(uses.map(({ assetId }) => assetId).toSorted()).toEqual(Object.keys(fixture.assets).toSorted())
      for (const { assetId, path } of uses)
        expect(
          path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], fixture.input),
        ).toBe(assetId)
    })

    test('cancelled half-way it stops at once, with no process, no file and nothing more delivered', async () => {
      const halted = await stocked(fixture)
      try {
        const cancel = new AbortController()
        const attempt = halted.attempt(
          (run) =>
            action().run(parsed(), {
              ...run,
              progress(progress) {
                run.progress(progress)
                if (progress.fraction > 0.05 && progress.fraction < 1) cancel.abort(new Error('cancelled'))
              },
            }),
          { signal: cancel.signal },
        )
        await expect(attempt).rejects.toThrow('cancelled')
        expect(processesUnder(halted.folder)).toEqual([])
        expect(readdirSync(halted.folder).filter((name) => name.startsWith('work-'))).toEqual([])
        expect(halted.delivered.size).toBeLessThan(action().plan(parsed(), studio.assets).outputs)
      } finally {
        await halted.close()
      }
    }, 60_000)

    test('interrupted after its first output it makes only the others, then ends at one', async () => {
      const stop = new AbortController()
      const first = studio.attempt((run) => action().run(parsed(), run), {
        signal: stop.signal,
        onDelivered: () => stop.abort(new Error('the worker died')),
      })
      // With one result there is nothing left to be interrupted in.
      if (fixture.single) await first.catch(() => {})
      else await expect(first).rejects.toThrow('the worker died')
      const kept = new Map(studio.delivered)
      expect(kept.size).toBeGreaterThan(0)

      const again: number[] = []
      await studio.attempt((run) => action().run(parsed(), run), {
        onDelivered: ({ index }) => again.push(index),
      })
      expect(again.filter((index) => kept.has(index))).toEqual([])
      expect(studio.delivered.size).toBe(action().plan(parsed(), studio.assets).outputs)
      expect(studio.failed.size).toBe(0)
      const fractions = studio.progress.map(({ fraction }) => fraction)
      expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
      expect(fractions.at(-1)).toBe(1)
      for (const { stage } of studio.progress) expect(stage).toMatch(/^[a-z-]+$/)
    }, 120_000)

    test('every output is there, and is what it says', async () => {
      const names = new Set<string>()
      for (const [index, output] of studio.delivered) {
        expect(output.index).toBe(index)
        names.add(output.name)
        expect((await stat(output.file)).size).toBeGreaterThan(0)
        const found = await probe(output.file)
        expect(output.type).toStartWith(`${found.kind}/`)
        for (const fact of ['width', 'height', 'hasAudio'] as const)
          if (output[fact] !== undefined) expect(found[fact]).toBe(output[fact])
        if (output.seconds !== undefined) expect(found.seconds).toBeCloseTo(output.seconds, 2)
      }
      expect(names.size).toBe(studio.delivered.size)
    })

    test('asked again when all is delivered, it has nothing left to do', async () => {
      const again: number[] = []
      await studio.attempt((run) => action().run(parsed(), run), {
        onDelivered: ({ index }) => again.push(index),
      })
      expect(again).toEqual([])
      expect(studio.progress.at(-1)?.fraction).toBe(1)
    })
  })
}

async function stocked({ assets }: Fixture): Promise<LocalStudio> {
  const studio = await LocalStudio.open()
  for (const [id, path] of Object.entries(assets)) await studio.add(id, path)
  return studio
}

function modelOf(app: App, key: string): Model {
  const model = app.models.find((each) => each.key === key)
  if (!model) throw new Error(`${app.manifest.id} has no model ${key}.`)
  return model
}

/** Commands of running processes that name the folder. */
function processesUnder(folder: string): string[] {
  if (!existsSync('/proc')) return []
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')]
      } catch {
        return []
      }
    })
    .filter((command) => command.includes(folder))
}

import { mixInput } from '#apps/video-mixer/input.ts'
import type { Prepared } from '#server/generations/prepare.ts'
import { type Reserving, startGenerations } from '#server/generations/reserve.ts'
import type { Db } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { wire } from './http-client.ts'
import type { Person } from './rig.ts'

export const modelKey = 'video-mixer:ffmpeg-standard'

function body({ assets }: Person) {
  return { clips: assets.map((assetId) => ({ assetId })), outputs: 1 }
}

/** `POST /api/apps/video-mixer/generate` with a key of its own: authentication, parsing, files, tier, price, hold, run, job, event. */
export function generateRequest(person: Person): string {
  return wire(
    'POST',
    '/api/apps/video-mixer/generate',
    { authorization: `Bearer ${person.token}`, 'idempotency-key': newId() },
    JSON.stringify(body(person)),
  )
}

/** The same run, priced and ready to be held: what the bare function is called with. */
export function reserving(person: Person, revision: number): Reserving {
  const prepared = {
    input: mixInput.parse(body(person)),
    model: { key: modelKey, revision },
    use: { outputs: 1 },
    creditSchedule: [0, 2],
    quotaSchedule: [0, 1],
    assetIds: person.assets,
  } as unknown as Prepared
  return {
    caller: { accountId: person.accountId, userId: person.accountId },
    app: 'video-mixer',
    action: 'generate',
    prepared,
    idempotencyKey: newId(),
    fingerprint: newId(),
    requestId: newId(),
  }
}

/** The bare reserve function, one run and one commit a call. */
export async function reserveBare(db: Db, asked: Reserving): Promise<void> {
  const [answer] = await startGenerations(db, [asked], { wait: true })
  if (!answer || 'code' in answer) throw new Error(`refused: ${JSON.stringify(answer)}`)
}

export async function revisionOf(db: Db): Promise<number> {
  const [row] = await db`select revision from models where key = ${modelKey}`
  return row.revision
}

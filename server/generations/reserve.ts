import { failpoint } from '#failpoint'
import type { Refusal } from '#server/access/refuse.ts'
import type { Caller } from '#server/accounts/require-user.ts'
import type { Db } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { shareCommits } from '#server/platform/share-commits.ts'
import type { Prepared } from './prepare.ts'

export interface Reserving {
  caller: Pick<Caller, 'accountId' | 'userId'>
  app: string
  action: string
  prepared: Prepared
  idempotencyKey: string | null
  fingerprint: string | null
  /** Names the decision if this is refused. */
  requestId: string
}

/** A started run's answer, byte for byte, or why there is none. `replayed`: given to an earlier request with this key. */
export type Reserved = { status: number; body: string; replayed?: true } | Refusal

export type Reserve = (reserving: Reserving) => Promise<Reserved>

/** Holds a run's price, writes the run and queues its work: durable when it resolves. Runs asked for together share a commit. */
export function openReserve({ db, config }: Pick<Platform, 'db' | 'config'>): Reserve {
  return shareCommits<Reserving, Reserved>({
    together: (asked) => startGenerations(db, asked, { wait: false }),
    async alone(asked) {
      const [answer] = await startGenerations(db, [asked], { wait: true })
      if (!answer) throw new Error('a request that waits is answered')
      return answer
    },
    keyOf: ({ caller }) => caller.accountId,
    twinOf: ({ caller, idempotencyKey }) => idempotencyKey && `${caller.accountId} ${idempotencyKey}`,
    waitSeconds: config.answerSeconds,
  })
}

/**
 * One database call and one commit for all of them; answers in their order. Without `wait`, the runs of an account whose runs
 * somebody else is starting are answered null and have changed nothing.
 */
export async function startGenerations(
  db: Db,
  asked: Reserving[],
  { wait }: { wait: boolean },
): Promise<(Reserved | null)[]> {
  const rows: { n: number; answer: Reserved | { code: 'busy' } }[] =
    await db`select n, answer from start_generations(${JSON.stringify(asked.map(request))}::text::jsonb, ${wait})`
  await failpoint('started')
  const answers: (Reserved | null)[] = asked.map(() => null)
  for (const { n, answer } of rows) answers[n] = 'code' in answer && answer.code === 'busy' ? null : answer
  return answers
}

function request(
  { caller, app, action, prepared, idempotencyKey, fingerprint, requestId }: Reserving,
  n: number,
) {
  const { input, model, use, creditSchedule, quotaSchedule, assetIds } = prepared
  return {
    n,
    id: newId(),
    account_id: caller.accountId,
    user_id: caller.userId,
    app,
    action,
    model_key: model.key,
    revision: model.revision,
    name: typeof input.name === 'string' ? input.name : null,
    input,
    outputs: use.outputs,
    credit_schedule: creditSchedule,
    quota_schedule: quotaSchedule,
    assets: assetIds,
    key: idempotencyKey,
    fingerprint,
    request_id: requestId,
  }
}

/** A start that was asked for; sent again as it is, it is the same start and never a second run. */
export interface Attempt {
  path: string
  body: Record<string, unknown>
  /** Its Idempotency-Key. */
  key: string
}

/** A run that was refused until something is bought. */
export interface InterruptedRun {
  app: string
  attempt: Attempt
  results: number
  /** What it was said to cost when it was asked for; 0: not known. */
  credits: number
  /** When it was refused, in ms since 1970. */
  at: number
}

/** What an order interrupted. */
export interface Interrupted {
  orderId: string
  accountId: string
  /** The page, with its search. */
  place: string
  run: InterruptedRun | null
}

const place = 'lumiku.interrupted'

/** Kept as long as the tab: paying leads to another site and back. */
export function interrupt(what: Interrupted, store = tabStore()): void {
  try {
    store?.setItem(place, JSON.stringify(what))
  } catch {}
}

/** What this order interrupted in this tab; null when there was nothing to go on with. */
export function interruptedBy(
  { orderId, accountId }: Pick<Interrupted, 'orderId' | 'accountId'>,
  store = tabStore(),
): Interrupted | null {
  try {
    const kept: Interrupted | null = JSON.parse(store?.getItem(place) ?? 'null')
    return kept?.orderId === orderId && kept.accountId === accountId ? kept : null
  } catch {
    return null
  }
}

/** Whoever pays an hour after they pressed is asked first; until then they are still waiting for it. */
export function goesOnByItself(run: InterruptedRun, now = Date.now()): boolean {
  return now - run.at < 3_600_000
}

/** Private windows may refuse even to name it. */
function tabStore(): Pick<Storage, 'getItem' | 'setItem'> | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}

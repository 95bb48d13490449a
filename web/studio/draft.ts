/** What a person was making, kept on the device per account and app: a reload or a dialog never loses it. */
export interface DraftStore {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** What was kept, or null: nothing, unreadable, or from a time the app no longer understands. */
export function loadDraft<Input>(
  store: DraftStore | null,
  place: { accountId: string; app: string },
  restore: (saved: unknown) => Input | null,
): Input | null {
  try {
    const text = store?.getItem(keyOf(place))
    return text ? restore(JSON.parse(text)) : null
  } catch {
    return null
  }
}

/** Private windows and full disks refuse; the draft then lasts as long as the page. */
export function keepDraft(
  store: DraftStore | null,
  place: { accountId: string; app: string },
  input: unknown,
): void {
  try {
    store?.setItem(keyOf(place), JSON.stringify(input))
  } catch {}
}

export function forgetDraft(
  store: Pick<Storage, 'removeItem'> | null,
  place: { accountId: string; app: string },
): void {
  store?.removeItem(keyOf(place))
}

/** Storage may be forbidden altogether: even naming it throws. */
export function deviceStore(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

function keyOf({ accountId, app }: { accountId: string; app: string }) {
  return `lumiku.draft.${accountId}.${app}`
}

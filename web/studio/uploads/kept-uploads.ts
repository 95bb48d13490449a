import { createStore, del, entries, get, set } from 'idb-keyval'

/** A file half sent, kept on the device so that a reload or a flat battery costs nothing. */
export interface KeptUpload {
  id: string
  accountId: string
  place: string
  file: File
  /** Where the server goes on from, once it has said. */
  url: string | null
  addedAt: number
}

const store = typeof indexedDB === 'undefined' ? undefined : createStore('lumiku', 'uploads')

/** Private windows and full disks cannot keep anything: the upload then simply lasts as long as the page. */
export async function keep(upload: KeptUpload): Promise<void> {
  await set(upload.id, upload, store).catch(() => {})
}

export async function keepUrl(id: string, url: string): Promise<void> {
  const kept = await get<KeptUpload>(id, store).catch(() => undefined)
  if (kept) await set(id, { ...kept, url }, store).catch(() => {})
}

export async function letGo(id: string): Promise<void> {
  await del(id, store).catch(() => {})
}

/** What this account was sending when the page last closed, oldest first. */
export async function keptUploads(accountId: string): Promise<KeptUpload[]> {
  const all = await entries<string, KeptUpload>(store).catch(() => [])
  return all
    .map(([, kept]) => kept)
    .filter((kept) => kept?.accountId === accountId)
    .sort((a, b) => a.addedAt - b.addedAt)
}

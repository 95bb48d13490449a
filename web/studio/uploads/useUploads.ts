import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Accepts, StudioAsset, Upload } from '#apps/define-editor.ts'
import { useMessages } from '#ui/i18n.tsx'
import type { Me } from '../../api-types.ts'
import { keys } from '../../queries.ts'
import { checkFile } from './check-file.ts'
import { lookAtFile } from './look-at-file.ts'
import { words } from './messages.ts'
import { uploadQueue } from './upload-queue.ts'

/**
 * Uploads meant for one place. `onArrived` is handed each file once, when the server has accepted it,
 * with the file it was chosen ahead of, should that one be there already.
 */
export function useUploads(given: {
  /** The work they are for, as `uploadQueue` knows it. */
  place: string
  me: Me
  accepts: Accepts
  onArrived(asset: StudioAsset, before?: string): void
}) {
  const { place, me, accepts } = given
  const t = useMessages(words)
  const client = useQueryClient()
  const all = useSyncExternalStore(uploadQueue.subscribe, uploadQueue.snapshot)
  const mine = useMemo(() => all.filter((upload) => upload.place === place), [all, place])
  const arrived = useRef(given.onArrived)
  arrived.current = given.onArrived
  const orders = useRef(new Map<string, number>())

  useEffect(() => void uploadQueue.resume(me.account.id), [me.account.id])

  useEffect(() => {
    const done = mine.filter(({ state }) => state === 'done')
    if (done.length === 0) return
    for (const { asset, order } of done) {
      if (!asset) continue
      // Smaller files overtake larger ones: each still goes before what was chosen after it.
      const later = [...orders.current].filter(([, other]) => other > order).sort(([, a], [, b]) => a - b)
      arrived.current(asset, later[0]?.[0])
      orders.current.set(asset.id, order)
    }
    for (const { id } of done) uploadQueue.remove(id)
    client.invalidateQueries({ queryKey: keys.files })
    client.invalidateQueries({ queryKey: keys.me })
  }, [mine, client])

  const upload = useCallback(
    async (files: File[]) => {
      let room = me.storage.limit - me.storage.used - uploadQueue.pendingBytes()
      for (const file of files) {
        const { seconds, previewUrl } = await lookAtFile(file)
        const problem = checkFile(
          { name: file.name, type: file.type, bytes: file.size, seconds },
          accepts,
          room,
        )
        if (!problem) room -= file.size
        uploadQueue.add(me.account.id, place, [{ file, previewUrl, problem }])
      }
    },
    [place, me, accepts],
  )

  const uploads: Upload[] = mine
    .filter((item) => item.state !== 'done')
    .map((item) => ({
      id: item.id,
      name: item.name,
      bytes: item.bytes,
      fraction: item.fraction,
      state: item.state === 'done' ? 'judging' : item.state,
      problem: item.problem === null ? null : t(isKnown(item.problem) ? item.problem : 'unavailable'),
      previewUrl: item.previewUrl,
      retry: passing.has(item.problem ?? '') ? () => uploadQueue.retry(item.id) : null,
      cancel: () => uploadQueue.remove(item.id),
    }))

  return { upload, uploads }
}

function isKnown(code: string): code is keyof typeof words.id {
  return code in words.id
}

/** Problems that are not the file's own. */
const passing = new Set(['unavailable', 'rate_limited', 'unauthenticated', 'storage_full', 'internal'])

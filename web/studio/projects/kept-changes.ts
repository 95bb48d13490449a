import { deviceStore } from '../draft.ts'
import type { KeptChanges } from './project-saver.ts'

/** Changes to a project that the server has not confirmed yet, kept on the device: no signal or a closed page does not lose them. */
export function keptChanges(accountId: string, project: string, store = deviceStore()) {
  const key = `lumiku.project.${accountId}.${project}`
  return {
    load(): KeptChanges | null {
      try {
        const kept: unknown = JSON.parse(store?.getItem(key) ?? 'null')
        return isKept(kept) ? kept : null
      } catch {
        return null
      }
    },
    /** Private windows and full disks refuse; the changes then last as long as the page. */
    keep(changes: KeptChanges) {
      try {
        store?.setItem(key, JSON.stringify(changes))
      } catch {}
    },
    forget() {
      store?.removeItem(key)
    },
  }
}

function isKept(kept: unknown): kept is KeptChanges {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'version' in kept &&
    typeof kept.version === 'number' &&
    'document' in kept
  )
}

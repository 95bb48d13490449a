import type { DuitkuSettings } from '#server/platform/gateway-settings.ts'
import type { Asker } from '../ask-gateway.ts'

/** What every call to Duitku needs. */
export interface Duitku {
  settings: DuitkuSettings
  asker: Asker
  now(): Date
}

/** Rupiah; less is refused. */
export const minimumAmount = 10_000

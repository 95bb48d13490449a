import type { Platform } from '#server/platform/platform.ts'
import { openDuitku } from './duitku/duitku.ts'
import type { Gateway } from './gateway.ts'
import { openSandbox } from './sandbox/sandbox.ts'
import { openXendit } from './xendit/xendit.ts'

type Needs = Pick<Platform, 'config' | 'db' | 'log'>

/** Every gateway Lumiku knows. Null: it has no keys here. */
const gateways = {
  duitku: ({ config, log }) => config.duitku && openDuitku(config.duitku, log),
  xendit: ({ config, log }) => config.xendit && openXendit(config.xendit, log),
  sandbox: (platform) => (platform.config.env === 'production' ? null : openSandbox(platform)),
} satisfies Record<Gateway['id'], (platform: Needs) => Gateway | null>

export interface Gateways {
  /** Takes new payments. */
  selling: Gateway
  /** Knows what became of a payment it took, though another may take the new ones by now. Null: no such gateway here. */
  find(id: string): Gateway | null
}

export function openGateways(platform: Needs): Gateways {
  const open = Object.values(gateways).flatMap((gateway) => gateway(platform) ?? [])
  const find = (id: string) => open.find((gateway) => gateway.id === id) ?? null
  const selling = find(platform.config.gateway)
  if (!selling) throw new Error(`The gateway ${platform.config.gateway} has no keys`)
  return { selling, find }
}

/** The gateway that takes new payments, by the settings: Duitku or Xendit with keys, else the sandbox. */
export function openGateway(platform: Needs): Gateway {
  return openGateways(platform).selling
}

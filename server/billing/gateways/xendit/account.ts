import type { XenditSettings } from '#server/platform/gateway-settings.ts'
import { type Asker, askGateway, type Question } from '../ask-gateway.ts'

/** What every call to Xendit needs. */
export interface Xendit {
  settings: XenditSettings
  asker: Asker
  now(): Date
}

/** Rupiah; less is refused. */
export const minimumAmount = 10_000

export function askXendit(
  { settings, asker }: Xendit,
  { path, headers, ...question }: Omit<Question, 'url'> & { path: string },
): Promise<unknown> {
  return askGateway(asker, {
    ...question,
    url: settings.url + path,
    headers: { authorization: `Basic ${btoa(`${settings.secretKey}:`)}`, ...headers },
  })
}

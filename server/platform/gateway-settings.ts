/** What the environment says of payment gateways, as config.ts has parsed it. */
export interface GivenGateways {
  LUMIKU_ENV: 'development' | 'test' | 'production'
  PAYMENT_GATEWAY?: 'duitku' | 'xendit'
  DUITKU_MERCHANT_CODE?: string
  DUITKU_API_KEY?: string
  DUITKU_POP_URL?: string
  DUITKU_API_URL?: string
  DUITKU_SIGNATURE?: SignatureScheme
  DUITKU_CALLBACK_SIGNATURE?: SignatureScheme
  DUITKU_CALLBACK_ADDRESSES?: string[]
  XENDIT_SECRET_KEY?: string
  XENDIT_CALLBACK_TOKEN?: string
  XENDIT_URL?: string
}

/** Duitku signs by HMAC since 2026; accounts that have not moved still sign by MD5 and SHA-256 of the key. */
export const signatureSchemes = ['hmac-sha256', 'legacy'] as const
export type SignatureScheme = (typeof signatureSchemes)[number]

const needed = {
  duitku: ['DUITKU_MERCHANT_CODE', 'DUITKU_API_KEY'],
  xendit: ['XENDIT_SECRET_KEY', 'XENDIT_CALLBACK_TOKEN'],
} as const
const urls = ['DUITKU_POP_URL', 'DUITKU_API_URL', 'XENDIT_URL'] as const

/** Every payment setting that keeps a process from starting, as `NAME: what is wrong`. */
export function wrongGateways(given: GivenGateways): string[] {
  const problems = [...halfConfigured(given, 'duitku'), ...halfConfigured(given, 'xendit')]
  const chosen = given.PAYMENT_GATEWAY
  if (chosen && !anyOf(given, chosen))
    problems.push(...needed[chosen].map((name) => `${name}: PAYMENT_GATEWAY is ${chosen}, so set it`))
  if (given.LUMIKU_ENV !== 'production') return problems
  if (!chosen && !anyOf(given, 'duitku') && !anyOf(given, 'xendit'))
    problems.push(...needed.duitku.map((name) => `${name}: set it (or Xendit's keys), or nobody can pay`))
  const open = urls.filter((name) => given[name] && !isPrivate(given[name]))
  return [...problems, ...open.map((name) => `${name}: use https, this address carries money`)]
}

/** Gateways that have keys, and the one that takes new payments: the sandbox where none has. */
export function gatewaySettings(given: GivenGateways) {
  const duitku = duitkuSettings(given)
  const xendit = xenditSettings(given)
  const first = duitku ? ('duitku' as const) : xendit ? ('xendit' as const) : ('sandbox' as const)
  return { gateway: given.PAYMENT_GATEWAY ?? first, duitku, xendit }
}

export type DuitkuSettings = NonNullable<ReturnType<typeof duitkuSettings>>
export type XenditSettings = NonNullable<ReturnType<typeof xenditSettings>>

function duitkuSettings(given: GivenGateways) {
  const { DUITKU_MERCHANT_CODE: merchantCode, DUITKU_API_KEY: apiKey } = given
  if (!merchantCode || !apiKey) return null
  const live = given.LUMIKU_ENV === 'production'
  return {
    merchantCode,
    apiKey,
    popUrl: bare(
      given.DUITKU_POP_URL ?? (live ? 'https://api-prod.duitku.com' : 'https://api-sandbox.duitku.com'),
    ),
    apiUrl: bare(
      given.DUITKU_API_URL ?? (live ? 'https://passport.duitku.com' : 'https://sandbox.duitku.com'),
    ),
    signature: given.DUITKU_SIGNATURE ?? ('hmac-sha256' as const),
    callbackSignature: given.DUITKU_CALLBACK_SIGNATURE ?? ('hmac-sha256' as const),
    callbackAddresses: given.DUITKU_CALLBACK_ADDRESSES ?? [],
  }
}

function xenditSettings(given: GivenGateways) {
  const { XENDIT_SECRET_KEY: secretKey, XENDIT_CALLBACK_TOKEN: callbackToken } = given
  if (!secretKey || !callbackToken) return null
  return { secretKey, callbackToken, url: bare(given.XENDIT_URL ?? 'https://api.xendit.co') }
}

function halfConfigured(given: GivenGateways, gateway: 'duitku' | 'xendit'): string[] {
  if (!anyOf(given, gateway)) return []
  return needed[gateway]
    .filter((name) => given[name] === undefined)
    .map((name) => `${name}: set it as well, or none of the ${gateway.toUpperCase()} settings`)
}

function anyOf(given: GivenGateways, gateway: 'duitku' | 'xendit'): boolean {
  return Object.entries(given).some(
    ([name, value]) => name.startsWith(gateway.toUpperCase()) && value !== undefined,
  )
}

/** Nobody between us and the gateway: encrypted, or on this machine. */
function isPrivate(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function bare(url: string): string {
  return url.replace(/\/+$/, '')
}

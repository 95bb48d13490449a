const secret = /sign|token|secret|key|auth|pass|cvv|cvc|pin$/i
const mask = '••••'
/** Characters; gateways' own messages are far shorter. */
const longest = 20_000

/**
 * A gateway's message to be looked at: as it came, but for the values that prove who sent it. What cannot be read as what it says it is
 * loses everything that looks like a signature.
 */
export function maskMessage(body: string, contentType: string | null): string {
  const shown = withoutSecrets(body, contentType).replace(/[\da-f]{32,}/gi, mask)
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown
}

function withoutSecrets(body: string, contentType: string | null): string {
  const json = parsed(body)
  if (json !== undefined) return JSON.stringify(masked(json), null, 2)
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  return type === 'application/x-www-form-urlencoded' ? maskForm(body) : maskText(body)
}

function maskForm(body: string): string {
  return body
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=')
      return secret.test(decoded(name)) ? `${name}=${mask}` : pair
    })
    .join('&')
}

function maskText(body: string): string {
  return body.replace(
    /([\w-]*(?:sign|token|secret|key|auth|pass)[\w-]*["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s&,;<]+)/gi,
    `$1${mask}`,
  )
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, secret.test(name) ? mask : masked(inner)]),
  )
}

/** An object or a list; anything else is text. */
function parsed(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

import type { Log } from '#server/platform/log.ts'
import type { Gateway, Method } from './gateways/gateway.ts'
import { methodName } from './method-name.ts'

export type OfferedMethod = Pick<Method, 'code' | 'name' | 'fee'>

const freshMs = 600_000

/**
 * Ways to pay an amount, by the gateway's own list, asked for at most every ten minutes an amount. Empty where the gateway has no list
 * or does not answer: nobody has to know them to pay. For amounts of things on sale, not for anybody's: each is kept.
 */
export function methodList(gateway: Gateway, log: Log, now = () => performance.now()) {
  const known = new Map<number, { at: number; methods: Promise<OfferedMethod[]> }>()

  return function list(amount: number): Promise<OfferedMethod[]> {
    const kept = known.get(amount)
    if (kept && now() - kept.at < freshMs) return kept.methods
    const entry = { at: now(), methods: ask(amount) }
    known.set(amount, entry)
    return entry.methods
  }

  async function ask(amount: number): Promise<OfferedMethod[]> {
    if (!gateway.listMethods) return []
    try {
      const offered = (await gateway.listMethods(amount)).map(({ code, name, fee }) => {
        const called = methodName(code)
        return { code, name: called === code ? name : called, fee }
      })
      return offered.filter(({ name }, n) => offered.findIndex((other) => other.name === name) === n)
    } catch (error) {
      known.delete(amount)
      log.warn({ err: error }, 'the gateway does not say how people can pay')
      return []
    }
  }
}

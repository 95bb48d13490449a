import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Env } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { findCheckout, type SandboxCheckout } from './checkouts.ts'
import { findMethod } from './methods.ts'
import { checkoutPage, wordsFor } from './page.ts'
import { styleHash } from './page-style.ts'
import { acts, playCustomer } from './play-customer.ts'
import { returnUrl } from './return-url.ts'
import { openCourier } from './send-notification.ts'

type Needs = Pick<Platform, 'config' | 'db' | 'log' | 'stopping'>

/**
 * The sandbox gateway's own pages, mounted outside production only: `/pay/:reference` chooses a way to pay and plays the customer. What is
 * done there is sent to the callback address before people are led back. `waits`: seconds between tries of a notification.
 */
export function sandboxRoutes(platform: Needs, waits?: number[]) {
  const { db } = platform
  const courier = openCourier(platform, waits)

  return new Hono<Env>()
    .use(bodyLimit({ maxSize: 4096, onError: () => refuseBody() }))
    .get('/pay/:reference', async (c) => {
      const checkout = await find(c)
      const again = c.req.query('choose') !== undefined
      headers(c, checkout)
      return c.html(
        checkoutPage(
          again ? { ...checkout, method: null } : checkout,
          wordsFor(c.req.query('lang'), checkout),
        ),
      )
    })
    .post('/pay/:reference/method', async (c) => {
      const { reference } = await find(c)
      const method = findMethod(String((await c.req.parseBody()).method))
      if (!method) throw new Problem('invalid_input', { detail: 'There is no such way to pay' })
      await db`update sandbox_checkouts set method = ${method.code} where reference = ${reference} and status <> 'paid'`
      return c.redirect(pageOf(c, reference), 303)
    })
    .post('/pay/:reference/:act', async (c) => {
      const checkout = await find(c)
      const what = acts.find((each) => each === c.req.param('act'))
      if (!what) throw new Problem('not_found')
      const { notifications, resultCode } = await playCustomer(platform, checkout, what)
      await Promise.all(notifications.map((id) => courier.send(id)))
      return c.redirect(resultCode ? returnUrl(checkout, resultCode) : pageOf(c, checkout.reference), 303)
    })

  async function find(c: Context): Promise<SandboxCheckout> {
    const checkout = await findCheckout(db, { reference: c.req.param('reference') ?? '' })
    if (!checkout) throw new Problem('not_found')
    return checkout
  }
}

function pageOf(c: Context, reference: string): string {
  const lang = c.req.query('lang')
  return `/sandbox/pay/${reference}${lang ? `?lang=${encodeURIComponent(lang)}` : ''}`
}

function headers(c: Context, checkout: SandboxCheckout): void {
  // Browsers hold the address a form leads on to against this list, too.
  const back = new URL(checkout.return_url).origin
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src '${styleHash}'; form-action 'self' ${back}; base-uri 'none'; frame-ancestors 'self'`,
  )
  c.header('Cache-Control', 'no-store')
}

function refuseBody(): never {
  throw new Problem('payload_too_large')
}

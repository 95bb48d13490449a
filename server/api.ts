import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import type { Catalog } from '#server/access/catalog.ts'
import { appRoutes, catalogRoutes, meRoutes, quotaRoutes } from '#server/access/routes.ts'
import type { Auth } from '#server/accounts/auth.ts'
import { accountsRoutes, updateMeRoutes } from '#server/accounts/routes.ts'
import { sessionCookieName } from '#server/accounts/session-cookie.ts'
import { adminCouponRoutes } from '#server/admin/coupon-routes.ts'
import { adminOrderRoutes } from '#server/admin/order-routes.ts'
import { adminPlanRoutes } from '#server/admin/plan-routes.ts'
import { adminRefundRoutes } from '#server/admin/refund-routes.ts'
import { adminRoutes } from '#server/admin/routes.ts'
import { openGateways } from '#server/billing/gateways/gateways.ts'
import { sandboxRoutes } from '#server/billing/gateways/sandbox/routes.ts'
import { invoiceRoutes } from '#server/billing/invoice-routes.ts'
import {
  buyingRoutes,
  callbackRoute,
  notificationRoutes,
  paymentRoutes,
  refundRoutes,
} from '#server/billing/payment-routes.ts'
import { packRoutes, planRoutes, subscriptionRoutes } from '#server/billing/routes.ts'
import { subscribingRoutes } from '#server/billing/subscription-routes.ts'
import { unsubscribeRoutes } from '#server/billing/unsubscribe-routes.ts'
import { linkRoutes } from '#server/files/link-routes.ts'
import { signLinks } from '#server/files/present-asset.ts'
import { filesRoutes, uploadRoutes } from '#server/files/routes.ts'
import { previewRoutes } from '#server/generations/preview-routes.ts'
import { openReserve } from '#server/generations/reserve.ts'
import {
  decisionRoutes,
  eventRoutes,
  generationRoutes,
  modelRoutes,
  runRoutes,
} from '#server/generations/routes.ts'
import { ledgerRoutes } from '#server/ledger/routes.ts'
import { answerError } from '#server/platform/answer-error.ts'
import { answerInTime } from '#server/platform/answer-in-time.ts'
import { healthRoutes } from '#server/platform/health.ts'
import type { Env } from '#server/platform/http.ts'
import { devMailRoutes } from '#server/platform/mail/dev-mail.ts'
import { openApiRoutes } from '#server/platform/openapi.ts'
import { pages } from '#server/platform/pages.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { watchRequests } from '#server/platform/watch-requests.ts'
import { projectRoutes } from '#server/projects/routes.ts'

const jsonLimit = 1024 * 1024

/** Every route of Lumiku, in one list. */
export function createApi(platform: Platform, auth: Auth, catalog: Catalog) {
  const sign = signLinks(platform.config)
  const reserve = openReserve(platform)
  const gateways = openGateways(platform)
  const api = new Hono<Env>()
  api.use(watchRequests(platform))
  api.use(
    secureHeaders({
      crossOriginResourcePolicy: 'same-origin',
      xFrameOptions: 'SAMEORIGIN',
      strictTransportSecurity: platform.config.publicUrl.startsWith('https:'),
    }),
  )
  api.onError(answerError(platform))

  // Files stream past the limit of everything else.
  api.route('/files', linkRoutes(platform))
  api.route('/api/files', filesRoutes(platform))
  api.route('/api/uploads', uploadRoutes(platform))
  api.route('/api/apps', previewRoutes(platform))
  api.use('/api/*', compress({ threshold: 2048 }))
  api.use('/api/*', answerInTime(platform.config.answerSeconds))
  api.use('/api/*', bodyLimit({ maxSize: jsonLimit, onError: () => refuseBody() }))

  api.route('/api/auth', accountsRoutes(platform, auth))
  api.route('/api/me', meRoutes(platform))
  api.route('/api/me', updateMeRoutes(platform))
  api.route('/api/subscription', planRoutes(platform))
  api.route('/api/subscription', callbackRoute(platform, gateways))
  api.route('/api/payment', notificationRoutes(platform, gateways))
  api.route('/api/subscription', subscriptionRoutes(platform))
  api.route('/api/subscription', subscribingRoutes(platform, gateways.selling))
  api.route('/api/payments', invoiceRoutes(platform))
  api.route('/api/payments', paymentRoutes(platform, gateways))
  api.route('/api/refunds', refundRoutes(platform))
  api.route('/api/unsubscribe', unsubscribeRoutes(platform))
  api.route('/api/credits', packRoutes(platform))
  api.route('/api/credits', buyingRoutes(platform, gateways.selling))
  api.route('/api/credits', ledgerRoutes(platform))
  api.route('/api/catalog', catalogRoutes(catalog))
  api.route('/api/apps', appRoutes(platform, catalog))
  api.route('/api/apps', runRoutes(platform, catalog, reserve))
  api.route('/api/models', modelRoutes(platform))
  api.route('/api/quota', quotaRoutes(platform))
  api.route('/api/projects', projectRoutes(platform, sign))
  api.route('/api/generations', generationRoutes(platform, catalog, reserve, sign))
  api.route('/api/decisions', decisionRoutes(platform))
  api.route('/api/events', eventRoutes(platform))
  api.route('/api/admin/refunds', adminRefundRoutes(platform, gateways))
  api.route('/api/admin/coupons', adminCouponRoutes(platform))
  api.route('/api/admin/payments', adminOrderRoutes(platform, gateways))
  api.route('/api/admin/plans', adminPlanRoutes(platform))
  api.route('/api/admin', adminRoutes(platform))

  api.route('/', healthRoutes(platform))
  if (platform.config.env !== 'production') api.route('/sandbox', sandboxRoutes(platform))
  if (platform.config.env !== 'production') api.route('/dev', devMailRoutes(platform))
  api.route('/', openApiRoutes(api, { sessionCookie: sessionCookieName(platform.config) }))
  api.all('/api/*', () => {
    throw new Problem('not_found')
  })
  api.route('/', pages())
  return api
}

function refuseBody(): never {
  throw new Problem('payload_too_large', {
    detail: `The body is larger than ${jsonLimit} bytes`,
    limit: jsonLimit,
  })
}

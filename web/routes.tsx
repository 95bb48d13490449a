import type { QueryClient } from '@tanstack/react-query'
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  type RouteComponent,
  redirect,
  rootRouteId,
} from '@tanstack/react-router'
import { meQuery } from './queries.ts'
import { NotFound } from './shell/NotFound.tsx'
import { PageError } from './shell/PageError.tsx'
import { PagePending } from './shell/PagePending.tsx'
import { Root } from './shell/Root.tsx'
import { doorSearch } from './sign-in/door-search.ts'

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Root })

/** Open to everybody. */
const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  component: lazyRouteComponent(() => import('./shell/OpenShell.tsx'), 'OpenShell'),
})

/** Sign-in and its neighbours: nothing around the form but the way home. */
const door = createRoute({
  getParentRoute: () => root,
  id: 'door',
  component: lazyRouteComponent(() => import('./sign-in/DoorShell.tsx'), 'DoorShell'),
  validateSearch: doorSearch,
})

/** Needs somebody; strangers sign in and come back to the page they asked for. */
const studio = createRoute({
  getParentRoute: () => root,
  id: 'in',
  component: lazyRouteComponent(() => import('./shell/StudioShell.tsx'), 'StudioShell'),
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    if (!me) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
})

const account = createRoute({
  getParentRoute: () => studio,
  id: 'account',
  component: lazyRouteComponent(() => import('./account/AccountShell.tsx'), 'AccountShell'),
})

/** Needs an operator; for everybody else there is no such page. */
const admin = createRoute({
  getParentRoute: () => studio,
  id: 'operator',
  component: lazyRouteComponent(() => import('./admin/AdminShell.tsx'), 'AdminShell'),
  beforeLoad: async ({ context }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    if (me?.user.role !== 'admin') throw notFound({ routeId: rootRouteId })
  },
})

const openPages = open.addChildren([
  page(open, '/', () => import('./landing/LandingPage.tsx'), 'LandingPage'),
  page(open, '/pricing', () => import('./pricing/PricingPage.tsx'), 'PricingPage'),
])

const doorPages = door.addChildren([
  page(door, '/sign-in', () => import('./sign-in/SignInPage.tsx'), 'SignInPage'),
  page(door, '/sign-up', () => import('./sign-in/SignUpPage.tsx'), 'SignUpPage'),
  page(door, '/reset', () => import('./sign-in/ResetPage.tsx'), 'ResetPage'),
  page(door, '/verify', () => import('./sign-in/VerifyPage.tsx'), 'VerifyPage'),
])

const accountPages = account.addChildren([
  page(account, '/account', () => import('./account/AccountPage.tsx'), 'AccountPage'),
  page(account, '/account/credits', () => import('./account/CreditsPage.tsx'), 'CreditsPage'),
  page(account, '/account/usage', () => import('./account/UsagePage.tsx'), 'UsagePage'),
  page(account, '/account/subscription', () => import('./account/SubscriptionPage.tsx'), 'SubscriptionPage'),
  page(account, '/account/security', () => import('./account/SecurityPage.tsx'), 'SecurityPage'),
  page(account, '/account/profile', () => import('./account/ProfilePage.tsx'), 'ProfilePage'),
])

const adminPages = admin.addChildren([
  createRoute({
    getParentRoute: () => admin,
    path: '/admin',
    beforeLoad: () => {
      throw redirect({ to: '/admin/refunds' })
    },
  }),
  page(admin, '/admin/refunds', () => import('./admin/refunds/RefundsPage.tsx'), 'RefundsPage'),
  page(admin, '/admin/payments', () => import('./admin/payments/PaymentsPage.tsx'), 'PaymentsPage'),
  page(admin, '/admin/payments/$order', () => import('./admin/payments/OrderPage.tsx'), 'OrderPage'),
  page(admin, '/admin/coupons', () => import('./admin/coupons/CouponsPage.tsx'), 'CouponsPage'),
  page(admin, '/admin/plans', () => import('./admin/plans/PlansPage.tsx'), 'PlansPage'),
])

const studioPages = studio.addChildren([
  page(studio, '/studio', () => import('./studio/StudioPage.tsx'), 'StudioPage'),
  page(studio, '/studio/$app', () => import('./studio/AppPage.tsx'), 'AppPage'),
  page(studio, '/studio/$app/$project', () => import('./studio/AppPage.tsx'), 'AppPage'),
  page(studio, '/jobs', () => import('./jobs/JobsPage.tsx'), 'JobsPage'),
  page(studio, '/gallery', () => import('./gallery/GalleryPage.tsx'), 'GalleryPage'),
  page(studio, '/payment/return', () => import('./buying/PaymentReturnPage.tsx'), 'PaymentReturnPage'),
  accountPages,
  adminPages,
])

const tree = root.addChildren([openPages, doorPages, studioPages])

/** A page whose filters, where it has any, are read with `useSearch({ strict: false })` and parsed by the page. */
function page<
  const Parent extends AnyRoute,
  const Path extends string,
  const Name extends string,
  File extends Record<Name, RouteComponent>,
>(parent: Parent, path: Path, load: () => Promise<File>, name: Name) {
  return createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(load, name) })
}

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingMs: 250,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}

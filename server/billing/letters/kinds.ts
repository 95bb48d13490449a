/** Every letter about money and usage. */
export const letterKinds = [
  'receipt',
  'subscribed',
  'plan-changed',
  'renewed',
  'cancelled',
  'renewal-soon',
  'renewal-today',
  'grace',
  'expired',
  'refund-requested',
  'refund-approved',
  'refund-rejected',
  'refund-paid',
  'quota-80',
  'quota-100',
  'credits-low',
] as const

export type Kind = (typeof letterKinds)[number]

/** What there is to say; sums, days and lists are written out already, '' where there is nothing. */
export interface Facts {
  name: string
  plan: string
  quota: string
  /** The tiers whose models the plan opens. */
  opens: string
  until: string
  graceUntil: string
  /** What is paid next and when, unless it was cancelled. */
  next: string
  /** Whether the period of the letter still runs. */
  running: boolean
  amount: string
  /** Nothing had to be paid: a coupon, or what was carried over, covered it all. */
  free: boolean
  what: string
  number: string
  order: string
  method: string
  /** Credits that a refund took back. */
  credits: string
  note: string
  asCredits: boolean
  used: string
  limit: string
  left: string
  links: {
    subscription: string
    credits: string
    usage: string
    payment: string
    pricing: string
    studio: string
  }
}

/** What one letter says. */
export interface Said {
  subject: string
  title: string
  paragraphs: string[]
  /** Label and figure, like a receipt; those without a figure are left out. */
  rows?: [string, string][]
  button: { label: string; href: string }
}

export type Words = Record<Kind, (facts: Facts) => Said>

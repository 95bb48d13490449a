import type { Facts, Words } from './kinds.ts'

export const english: Words = {
  receipt: (f) => ({
    subject: f.free ? `Order complete: ${f.what}` : `Payment received: ${f.amount}`,
    title: f.free ? 'Your order is complete' : 'We have received your payment',
    paragraphs: [
      `Thank you, ${f.name}. ${f.free ? 'There was nothing to pay this time. ' : ''}The invoice is attached as a PDF.`,
      ...(f.asCredits
        ? [
            'The order could no longer be filled when the money came, so its worth has become credits. They do not expire.',
          ]
        : []),
    ],
    rows: [
      ['For', f.what],
      ['Amount', f.amount],
      ['Invoice', f.number],
      ['Order', f.order],
      ['Paid by', f.method],
    ],
    button: { label: 'See the payment', href: f.links.payment },
  }),
  subscribed: (f) => ({
    subject: `${f.plan} is active`,
    title: `${f.plan} is active`,
    paragraphs: [
      `From now on you can generate ${f.quota} times a day. New quota comes at 07.00 WIB (00:00 UTC).`,
    ],
    rows: plan(f),
    button: { label: 'Start creating', href: f.links.studio },
  }),
  'plan-changed': (f) => ({
    subject: `Your plan is now ${f.plan}`,
    title: `Your plan is now ${f.plan}`,
    paragraphs: [`From now on you can generate ${f.quota} times a day. What you used today still counts.`],
    rows: plan(f),
    button: { label: 'See the subscription', href: f.links.subscription },
  }),
  renewed: (f) => ({
    subject: `${f.plan} renewed until ${f.until}`,
    title: 'Your subscription is renewed',
    paragraphs: ['Thank you for staying. You can go on creating without a break.'],
    rows: plan(f),
    button: { label: 'See the subscription', href: f.links.subscription },
  }),
  cancelled: (f) => ({
    subject: f.running ? `${f.plan} will not renew` : `${f.plan} has been ended`,
    title: f.running ? 'Your subscription is cancelled' : 'Your subscription has been ended',
    paragraphs: f.running
      ? [
          `You can use it until ${f.until}. After that your account pays with credits again, and they are untouched.`,
          'Changed your mind? Resume any time before that day.',
        ]
      : ['Your account pays with credits again. Your credits and all your results are still there.'],
    button: f.running
      ? { label: 'Resume the subscription', href: f.links.subscription }
      : { label: 'See the plans', href: f.links.pricing },
  }),
  'renewal-soon': (f) => ({
    subject: `${f.plan} ends on ${f.until}`,
    title: 'Your period ends soon',
    paragraphs: [`Pay before ${f.until} to go on without a break. We never charge by ourselves.`],
    rows: [
      ['Plan', f.plan],
      ['To pay', f.amount],
      ['Due', f.until],
    ],
    button: { label: `Pay ${f.amount}`, href: f.links.subscription },
  }),
  'renewal-today': (f) => ({
    subject: `The last day of ${f.plan}`,
    title: 'This is the last day',
    paragraphs: [`Your subscription ends on ${f.until}. Pay now and the next period follows right on.`],
    rows: [
      ['Plan', f.plan],
      ['To pay', f.amount],
      ['Due', f.until],
    ],
    button: { label: `Pay ${f.amount}`, href: f.links.subscription },
  }),
  grace: (f) => ({
    subject: `${f.plan}: grace until ${f.graceUntil}`,
    title: 'Your subscription is in its grace period',
    paragraphs: [
      `It ended on ${f.until}, but you can go on until ${f.graceUntil}. After that your account pays with credits.`,
    ],
    rows: [
      ['Plan', f.plan],
      ['To pay', f.amount],
      ['Grace until', f.graceUntil],
    ],
    button: { label: `Pay ${f.amount}`, href: f.links.subscription },
  }),
  expired: (f) => ({
    subject: `${f.plan} has ended`,
    title: 'Your subscription has ended',
    paragraphs: [
      'Your account pays with credits again. Your credits and all your results are untouched, and you can subscribe again any time.',
    ],
    button: { label: 'See the plans', href: f.links.pricing },
  }),
  'refund-requested': (f) => ({
    subject: `Your request for a refund of ${f.amount} has arrived`,
    title: 'We have your request',
    paragraphs: ['We will look at it and write to you.'],
    rows: refund(f),
    button: { label: 'See the payment', href: f.links.payment },
  }),
  'refund-approved': (f) => ({
    subject: `Refund of ${f.amount} approved`,
    title: 'Your refund is approved',
    paragraphs: ['We are sending the money. You will hear from us when it is on its way.', ...note(f.note)],
    rows: refund(f),
    button: { label: 'See the payment', href: f.links.payment },
  }),
  'refund-rejected': (f) => ({
    subject: `Refund of ${f.amount} not approved`,
    title: 'Your refund was not approved',
    paragraphs: ['What we took back when you asked is in your account again.', ...note(f.note)],
    rows: refund(f),
    button: { label: 'See the payment', href: f.links.payment },
  }),
  'refund-paid': (f) => ({
    subject: `${f.amount} is on its way back`,
    title: 'Your money is on its way back',
    paragraphs: ['Depending on the bank it may take a few days to show.'],
    rows: [...refund(f), ['Reference', f.note]],
    button: { label: 'See the payment', href: f.links.payment },
  }),
  'quota-80': (f) => ({
    subject: `Quota today: ${f.used} of ${f.limit} used`,
    title: "Today's quota is nearly used up",
    paragraphs: [`You have used ${f.used} of ${f.limit}. New quota comes at 07.00 WIB (00:00 UTC).`],
    button: { label: 'See your usage', href: f.links.usage },
  }),
  'quota-100': (f) => ({
    subject: "Today's quota is used up",
    title: "Today's quota is used up",
    paragraphs: [
      `All ${f.limit} of today are used. New quota comes at 07.00 WIB (00:00 UTC); if you would rather not wait, take a larger plan or use credits.`,
    ],
    button: { label: 'See the choices', href: f.links.subscription },
  }),
  'credits-low': (f) => ({
    subject: f.left === '0' ? 'You are out of credits' : `Credits left: ${f.left}`,
    title: f.left === '0' ? 'You are out of credits' : `Credits left: ${f.left}`,
    paragraphs: ['Top up to go on creating. Bought credits do not expire.'],
    button: { label: 'Top up', href: f.links.credits },
  }),
}

function plan(f: Facts): [string, string][] {
  return [
    ['Plan', f.plan],
    ['Quota a day', f.quota],
    ['Models', f.opens],
    ['Until', f.until],
    ['Next payment', f.next],
  ]
}

function refund(f: Facts): [string, string][] {
  return [
    ['Amount', f.amount],
    ['For', f.what],
    ['Order', f.order],
    ['Credits taken back', f.credits],
  ]
}

function note(text: string): string[] {
  return text ? [`“${text}”`] : []
}

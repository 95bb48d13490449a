import { html, raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { rupiah } from '#catalog/money.ts'
import type { SandboxCheckout } from './checkouts.ts'
import { findMethod, methods, payNumber, qrText, type SandboxMethod } from './methods.ts'
import { style } from './page-style.ts'
import type { Act } from './play-customer.ts'
import { returnUrl } from './return-url.ts'
import { type SandboxWords, words } from './words.ts'

/** The words a checkout is shown in: those asked for, or those of its customer. */
export function wordsFor(asked: string | undefined, { locale }: SandboxCheckout): SandboxWords {
  return words[asked === 'id' || asked === 'en' ? asked : locale]
}

/** The page to pay on, as plain HTML: it needs no script and fetches nothing. */
export function checkoutPage(checkout: SandboxCheckout, say: SandboxWords) {
  const method = findMethod(checkout.method)
  const body =
    checkout.status !== 'pending'
      ? html`${ended(checkout, say)}`
      : method
        ? html`${instructions(checkout, method, say)}${playing(checkout, say)}`
        : chooser(checkout, say)
  return html`<!doctype html>
<html lang="${say.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${say.title} · ${rupiah(checkout.amount)} · Sandbox</title><style>${raw(style)}</style></head>
<body><header><p class="ribbon"><strong>Sandbox</strong> · ${say.ribbon}</p></header>
<main><p class="top"><span>Lumiku</span><a href="?lang=${say.other.lang}" lang="${say.other.lang}">${say.other.name}</a></p>
${receipt(checkout, say)}${body}</main></body></html>`
}

function receipt({ amount, description, items, order_id, expires_at }: SandboxCheckout, say: SandboxWords) {
  const time = new Intl.DateTimeFormat(say.tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Jakarta',
  })
  return html`<section class="card"><h1>${description}</h1><p class="sum">${rupiah(amount)}</p>
<p class="dim">${say.order} ${order_id}<br>${say.before} <time datetime="${expires_at.toISOString()}">${time.format(expires_at)} WIB</time></p>
<ul class="lines">${items.map((item) => html`<li><span>${item.name}</span><span>${line(item.amount)}</span></li>`)}</ul></section>`
}

function line(amount: number): string {
  return amount < 0 ? `−${rupiah(-amount)}` : rupiah(amount)
}

function chooser({ reference }: SandboxCheckout, say: SandboxWords) {
  return html`<form class="card" method="post" action="/sandbox/pay/${reference}/method?lang=${say.lang}"><h2>${say.choose}</h2><div class="ways">
${methods.map(({ code, kind, name }) => html`<button name="method" value="${code}">${name}<small>${say.kinds[kind]}</small></button>`)}</div></form>`
}

function instructions(
  { reference, amount }: SandboxCheckout,
  { code, kind, name }: SandboxMethod,
  say: SandboxWords,
) {
  return html`<section class="card"><h2>${name}</h2>${how()}<p><a href="?choose&lang=${say.lang}">${say.change}</a></p></section>`

  function how() {
    if (kind === 'qris')
      return html`<figure role="img" aria-label="${say.qr}">${raw(renderSVG(qrText(reference, amount), { border: 3 }))}</figure><p class="dim">${say.how.qris}</p>`
    if (kind === 'wallet') return html`<p>${say.how.wallet}</p>`
    const number = kind === 'card' ? '4000000000000044' : payNumber(reference, code)
    return html`<p class="dim">${say.how[kind]}</p><p class="number">${number.match(/.{4}/g)?.join(' ')}</p>`
  }
}

function playing(checkout: SandboxCheckout, say: SandboxWords) {
  return html`<section class="card"><h2>${say.play}</h2>${button(checkout, 'pay', say.pay, say, 'lamp')}
<div class="two">${button(checkout, 'twice', say.twice, say)}${button(checkout, 'fail', say.fail, say)}</div>
${button(checkout, 'expire', say.expire, say)}${back(checkout, '01', say)}</section>`
}

function ended(checkout: SandboxCheckout, say: SandboxWords) {
  const { status } = checkout
  if (status === 'pending') return ''
  const again = { paid: say.again, failed: say.anyway, expired: say.late }[status]
  return html`<section class="card"><p class="state ${status}" role="status">${say.states[status]}</p>
${back(checkout, status === 'paid' ? '00' : '02', say, 'lamp')}${button(checkout, 'pay', again, say)}</section>`
}

function button({ reference }: SandboxCheckout, act: Act, label: string, { lang }: SandboxWords, look = '') {
  return html`<form method="post" action="/sandbox/pay/${reference}/${act}?lang=${lang}"><button class="${look}">${label}</button></form>`
}

function back(checkout: SandboxCheckout, resultCode: string, say: SandboxWords, look = '') {
  return html`<a class="button ${look}" href="${returnUrl(checkout, resultCode)}">${say.back}</a>`
}

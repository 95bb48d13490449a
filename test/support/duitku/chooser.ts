import type { SimulatedOrder } from './orders.ts'

/** The page people pay on: pay, let it expire, cancel. */
export function chooser({ reference, amount, productDetails }: SimulatedOrder): Response {
  const button = (act: string, label: string) =>
    `<form method="post" action="/simulate/${reference}/${act}"><button>${label}</button></form>`
  return new Response(
    `<!doctype html><html lang="id"><meta charset="utf-8"><title>Duitku (simulator)</title>
<h1>${Bun.escapeHTML(productDetails)}</h1><p>Rp ${amount}</p>${button('pay', 'Bayar')}${button('expire', 'Kedaluwarsa')}${button('cancel', 'Batal')}</html>`,
    { headers: { 'content-type': 'text/html; charset=utf-8' } },
  )
}

/** Back to the shop, with what Duitku adds. */
export function backToShop({ returnUrl, orderId, reference }: SimulatedOrder, resultCode: string): Response {
  const url = new URL(returnUrl)
  for (const [name, value] of Object.entries({ merchantOrderId: orderId, reference, resultCode }))
    url.searchParams.set(name, value)
  return new Response(null, { status: 303, headers: { location: url.toString() } })
}

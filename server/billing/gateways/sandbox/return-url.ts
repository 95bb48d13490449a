import type { SandboxCheckout } from './checkouts.ts'

/** Where people go back to, with what Duitku adds: for them to see, nothing is handed over on it. */
export function returnUrl(
  { return_url, order_id, reference }: Pick<SandboxCheckout, 'return_url' | 'order_id' | 'reference'>,
  resultCode: string,
): string {
  const url = new URL(return_url)
  url.searchParams.set('merchantOrderId', order_id)
  url.searchParams.set('reference', reference)
  url.searchParams.set('resultCode', resultCode)
  return url.toString()
}

import type { KeyOfCallbacks } from '../duitku/read-notification.ts'

/** What the sandbox signs with: of this installation, and no use for anything else. */
export function sandboxKey(secret: string): KeyOfCallbacks {
  const apiKey = new Bun.CryptoHasher('sha256', secret).update('sandbox gateway').digest('hex')
  return { merchantCode: 'SANDBOX', apiKey, callbackSignature: 'hmac-sha256' }
}

/** Ways to pay the sandbox pretends to have, with Duitku's codes. */
export const methods = [
  { code: 'NQ', kind: 'qris', name: 'QRIS' },
  { code: 'BC', kind: 'va', name: 'BCA Virtual Account' },
  { code: 'M2', kind: 'va', name: 'Mandiri Virtual Account' },
  { code: 'BR', kind: 'va', name: 'BRIVA' },
  { code: 'I1', kind: 'va', name: 'BNI Virtual Account' },
  { code: 'OV', kind: 'wallet', name: 'OVO' },
  { code: 'DA', kind: 'wallet', name: 'DANA' },
  { code: 'IR', kind: 'retail', name: 'Indomaret' },
  { code: 'VC', kind: 'card', name: 'Visa / Mastercard' },
] as const

export type SandboxMethod = (typeof methods)[number]

export function findMethod(code: string | null | undefined): SandboxMethod | null {
  return methods.find((method) => method.code === code) ?? null
}

/** The number to pay to at a bank or a till: 16 digits, always the same for the same checkout and method. */
export function payNumber(reference: string, code: string): string {
  const hash = new Bun.CryptoHasher('sha256').update(`${reference}:${code}`).digest()
  return `7007${[...hash.subarray(0, 12)].map((byte) => byte % 10).join('')}`
}

/** What the QR code says. No banking app takes it, on purpose. */
export function qrText(reference: string, amount: number): string {
  return `LUMIKU-SANDBOX:${reference}:IDR:${amount}`
}

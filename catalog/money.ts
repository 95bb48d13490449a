/** Rupiah the way Indonesians write it: `Rp 99.000`, whole, no decimals. */
export function rupiah(amount: number): string {
  return `Rp ${new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 }).format(amount)}`
}

/** Whole rupiah of what gateways write: `40000`, `"40000"`, `"40000.00"`. Null: it is no such amount. */
export function readRupiah(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^\d{1,12}(\.0{1,2})?$/.test(text)) return null
  return Number.parseInt(text, 10)
}

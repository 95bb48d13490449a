/** Width ÷ height of what a run was asked for: its results have it before they are there. */
export function ratioAsked(input: Record<string, unknown>): number {
  const format = input.format
  const aspect =
    typeof format === 'object' && format !== null && 'aspect' in format ? String(format.aspect) : '9:16'
  const [w, h] = aspect.split(':').map(Number)
  return w && h ? w / h : 9 / 16
}

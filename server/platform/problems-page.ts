import { type ProblemCode, statuses } from './problem.ts'
import { meanings } from './problem-meanings.ts'

/** `/docs/problems`: every refusal with its status and meaning. A problem's `type` leads to its place here. */
export function problemsPage(): string {
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Penolakan · Problems · Lumiku</title><style>${style}</style></head><body><main>
<h1>Penolakan <span lang="en">· Problems</span></h1>
<p>Setiap penolakan Lumiku punya kode yang tetap, di isian <code>code</code>. Sebutkan <code>requestId</code> kalau perlu bantuan.</p>
<p lang="en">Every refusal of Lumiku has a code that stays, in the field <code>code</code>. Name the <code>requestId</code> when you need help.</p>
${Object.keys(statuses)
  .map((code) => section(code as ProblemCode))
  .join('\n')}
</main></body></html>`
}

function section(code: ProblemCode): string {
  const { id, en } = meanings[code]
  return `<section id="${code}"><h2><a href="#${code}"><code>${code}</code></a> <small>${statuses[code]}</small></h2>
<p>${withCode(id)}</p><p lang="en">${withCode(en)}</p></section>`
}

function withCode(text: string): string {
  return text.replace(/`([^`]+)`/g, '<code>$1</code>')
}

const style = `
  :root { color-scheme: light dark }
  body { margin: 0; font: 1rem/1.6 system-ui, sans-serif; background: Canvas; color: CanvasText }
  main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 4rem }
  section { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid color-mix(in srgb, CanvasText 20%, transparent) }
  section:target { border-top: 3px solid }
  h2 { margin: 0; font-size: 1.1rem } h2 a { color: inherit; text-decoration: none } h2 a:hover { text-decoration: underline }
  p { margin: 0.4rem 0 } [lang='en'] { opacity: 0.75 }`

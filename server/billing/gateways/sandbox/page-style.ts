import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const tokens = readFileSync(join(import.meta.dir, '../../../../ui/tokens.css'), 'utf8')
const block = (selector: string) => tokens.split(`${selector} {`)[1]?.split('}')[0] ?? ''
const light = block(':root[data-mantine-color-scheme="light"]')
const dark = block(':root[data-mantine-color-scheme="dark"]')

/** The look of every other page, by the same names, in the theme of the device. Nothing is fetched for it. */
export const style = `
:root { color-scheme: light dark;${block(':root')}${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--text); font: 1rem/1.5 var(--font) }
.ribbon { background: var(--lamp-wash); color: var(--lamp-text); border-bottom: 2px dashed var(--lamp); padding: 0.6rem 1rem;
  text-align: center; font-size: 0.9rem }
.ribbon strong { text-transform: uppercase; letter-spacing: 0.08em }
main { max-width: 27rem; margin: 0 auto; padding: 1.25rem 1rem 4rem; display: grid; gap: 1rem }
.top { display: flex; justify-content: space-between; align-items: center; gap: 1rem; font-weight: 800 }
h1 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere }
h2 { font-size: 1rem; margin: 0 }
p { margin: 0 }
a { color: var(--lamp-text) }
.dim { color: var(--dim); font-size: 0.875rem; overflow-wrap: anywhere }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 16px; padding: 1rem; display: grid; gap: 0.75rem;
  box-shadow: var(--shadow) }
.sum { font-size: 1.9rem; font-weight: 800; line-height: 1.15; font-variant-numeric: tabular-nums; letter-spacing: -0.02em }
.lines { list-style: none; margin: 0; padding: 0.75rem 0 0; border-top: 1px dashed var(--line-strong); display: grid; gap: 0.35rem }
.lines li { display: flex; justify-content: space-between; gap: 1rem; font-variant-numeric: tabular-nums }
.lines li span:first-child { overflow-wrap: anywhere; min-width: 0 }
.lines li span:last-child { white-space: nowrap }
form { margin: 0 }
button, .button { width: 100%; min-height: var(--touch); padding: 0.6rem 1rem; border: 1px solid var(--line-strong); border-radius: 12px;
  background: var(--surface); color: var(--text); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer;
  display: flex; justify-content: center; align-items: center; gap: 0.5rem }
button:hover, .button:hover { border-color: var(--lamp) }
:focus-visible { outline: 3px solid var(--lamp-text); outline-offset: 2px }
.lamp { background: var(--lamp); border-color: var(--lamp); color: var(--on-lamp); font-weight: 800; box-shadow: var(--glow) }
.ways { display: grid; gap: 0.5rem }
.ways button { justify-content: space-between; text-align: left }
.ways small { color: var(--dim); font-weight: 400 }
.number { font-size: 1.45rem; font-weight: 800; font-variant-numeric: tabular-nums; letter-spacing: 0.03em; user-select: all }
figure { margin: 0; display: grid; gap: 0.5rem; justify-items: center; text-align: center }
figure svg { width: min(100%, 15rem); height: auto; border-radius: 12px; display: block }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem }
.two button { height: 100% }
.state { border-radius: 12px; padding: 0.75rem 1rem; font-weight: 600 }
.paid { background: var(--good-wash); color: var(--good) }
.failed { background: var(--bad-wash); color: var(--bad) }
.expired { background: var(--warn-wash); color: var(--warn) }
`

/** What the page's policy lets in: this text and no other. */
export const styleHash = `sha256-${new Bun.CryptoHasher('sha256').update(style).digest('base64')}`

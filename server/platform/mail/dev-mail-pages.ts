import { html, raw } from 'hono/html'
import type { MailWords } from './dev-mail-words.ts'
import type { KeptLetter } from './kept-letters.ts'
import { look } from './look.ts'

export function listPage(letters: KeptLetter[], words: MailWords, to?: string) {
  const narrowed = to
    ? html`<p>${words.only} <strong>${to}</strong> · <a href="/dev/mail">${words.all}</a></p>`
    : ''
  const list =
    letters.length === 0
      ? html`<p class="empty">${words.empty}</p>`
      : html`<ul>${letters.map((one) => row(one, words))}</ul>`
  return frame(
    words,
    words.title,
    html`<h1>${words.title}</h1><p class="dim">${words.about}</p>${narrowed}${list}`,
  )
}

export function letterPage(letter: KeptLetter, words: MailWords) {
  const facts = html`<p class="dim">${words.to} <a href="/dev/mail?to=${encodeURIComponent(letter.to)}">${letter.to}</a> · ${words.at} ${time(letter, words)} · ${state(letter, words)}</p>`
  const trouble = letter.lastError ? html`<p class="bad" role="alert">${letter.lastError}</p>` : ''
  const paper =
    letter.html === null
      ? html`<p class="empty">${words.forgotten}</p>`
      : html`<iframe title="${words.letter}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${opensOutside(letter.html)}"></iframe>
        <h2>${words.text}</h2><pre tabindex="0">${letter.text}</pre>`
  const enclosed = letter.attachments.map(
    (name) => html`<p>📎 <a href="/dev/mail/${letter.id}/${encodeURIComponent(name)}">${name}</a></p>`,
  )
  return frame(
    words,
    letter.subject,
    html`<p><a href="/dev/mail">← ${words.title}</a></p><h1>${letter.subject}</h1>${facts}${trouble}${enclosed}${paper}`,
  )
}

function row(letter: KeptLetter, words: MailWords) {
  return html`<li><a href="/dev/mail/${letter.id}"><strong>${letter.subject}</strong><span>${letter.to}</span></a>
    <small>${time(letter, words)} · ${state(letter, words)}</small></li>`
}

function state({ sentAt, keptAt, lastError }: KeptLetter, words: MailWords): string {
  if (sentAt) return words.sent
  if (keptAt) return words.kept
  return lastError ? words.failed : words.waiting
}

function time({ createdAt }: KeptLetter, words: MailWords) {
  const text = new Intl.DateTimeFormat(words.tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Jakarta',
  }).format(new Date(createdAt))
  return html`<time datetime="${createdAt}">${text} WIB</time>`
}

/** Links of the letter open in a tab of their own: inside the sandbox nothing would run. */
function opensOutside(letter: string): string {
  return letter.replace('<head>', '<head><base target="_blank">')
}

function frame(words: MailWords, title: string, body: unknown) {
  return html`<!doctype html>
<html lang="${words.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Lumiku</title><style>${raw(style)}</style></head>
<body><header><a href="/">Lumiku</a></header><main>${body}</main></body></html>`
}

const style = `
:root { color-scheme: light dark; --paper: ${look.paper}; --surface: ${look.surface}; --line: ${look.line}; --text: ${look.text};
  --dim: ${look.dim}; --link: ${look.lampText}; --bad: ${look.bad} }
@media (prefers-color-scheme: dark) { :root { --paper: #171412; --surface: #1e1a17; --line: #3a332d; --text: #f5eee7; --dim: #b5a99e;
  --link: #ffab6b; --bad: #ff9a92 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--text); font: 16px/1.55 ${look.font} }
header { border-bottom: 1px solid var(--line); border-top: 4px solid ${look.lamp}; padding: 12px 20px; font-weight: 800 }
header a { color: inherit; text-decoration: none; display: inline-block; padding: 8px 0 }
main { max-width: 760px; margin: 0 auto; padding: 24px 20px 64px }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.5vw, 2rem); line-height: 1.2; margin: 0 0 8px; overflow-wrap: anywhere }
h2 { font-size: 1rem; margin: 28px 0 8px }
a { color: var(--link) }
small, .dim { color: var(--dim) }
.bad { color: var(--bad); overflow-wrap: anywhere }
.empty { border: 1px dashed var(--line); border-radius: 14px; padding: 28px; text-align: center }
ul { list-style: none; margin: 20px 0 0; padding: 0; display: grid; gap: 10px }
li { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 12px 16px }
li a { display: flex; flex-wrap: wrap; gap: 2px 12px; justify-content: space-between; min-height: 44px; align-items: center;
  text-decoration: none; color: inherit; overflow-wrap: anywhere }
li span { color: var(--dim) }
li a:hover strong { color: var(--link) }
iframe { width: 100%; height: 560px; border: 1px solid var(--line); border-radius: 14px; background: #fff }
pre { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 16px; white-space: pre-wrap;
  overflow-wrap: anywhere }
`

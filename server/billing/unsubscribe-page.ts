import { html, raw } from 'hono/html'
import { darkLook, look } from '#server/platform/mail/look.ts'

type Locale = 'id' | 'en'

/** Asks before letters about usage end, or says that they have. Needs nothing but itself. */
export function unsubscribePage(locale: Locale, { done }: { done: boolean }) {
  const say = words[locale]
  const [title, text] = done ? say.done : say.ask
  const act = done
    ? html`<p><a href="/studio">${say.back}</a></p>`
    : html`<form method="post"><button>${say.stop}</button></form>`
  return html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Lumiku</title><style>${raw(style)}</style></head>
<body><main><p class="name">Lumiku</p><section><h1>${title}</h1><p>${text}</p>${act}</section></main></body></html>`
}

const words = {
  id: {
    ask: [
      'Berhenti menerima surat pemakaian?',
      'Kami tidak akan lagi mengabari kalau kuota atau kreditmu hampir habis. Surat tentang pembayaran dan akunmu tetap kami kirim.',
    ],
    done: [
      'Surat pemakaian berhenti',
      'Kamu tidak akan menerima lagi surat tentang kuota dan kredit yang hampir habis.',
    ],
    stop: 'Ya, berhenti',
    back: 'Ke studio',
  },
  en: {
    ask: [
      'Stop letters about usage?',
      'We will no longer tell you when your quota or credits run low. Letters about payments and your account still come.',
    ],
    done: [
      'Letters about usage have ended',
      'You will get no more letters about quota and credits that run low.',
    ],
    stop: 'Yes, stop them',
    back: 'To the studio',
  },
} as const

const style = `
:root { color-scheme: light dark; --desk: ${look.sunken}; --sheet: ${look.surface}; --ink: ${look.text}; --link: ${look.lampText} }
@media (prefers-color-scheme: dark) { :root { --desk: ${darkLook.sunken}; --sheet: ${darkLook.surface}; --ink: ${darkLook.text}; --link: ${darkLook.lampText} } }
* { box-sizing: border-box }
body { margin: 0; background: var(--desk); color: var(--ink); font: 16px/1.55 ${look.font} }
main { max-width: 520px; margin: 0 auto; padding: 24px 12px }
.name { color: var(--link); font-size: 18px; font-weight: 800; margin: 0 0 12px 8px }
section { background: var(--sheet); border-top: 4px solid ${look.lamp}; border-radius: 14px; padding: 28px }
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 12px }
a { color: var(--link); display: inline-block; padding: 10px 0 }
button { background: ${look.lamp}; color: ${look.onLamp}; border: 0; border-radius: 12px; font: inherit; font-weight: 700; min-height: 48px; padding: 0 22px; cursor: pointer }
button:focus-visible, a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
`

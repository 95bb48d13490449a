import { Action, LetterFrame, Paragraph } from '#server/platform/mail/LetterFrame.tsx'

/** Sent to an address nobody has confirmed yet, so it repeats nothing the person typed: no stranger can make us carry their words. */
export function VerifyLetter({ locale, url }: { locale: 'id' | 'en'; url: string }) {
  const words = verifyWords[locale]
  return (
    <LetterFrame locale={locale} preview={words.preview} title={words.title} footer={words.footer}>
      <Paragraph>{words.text}</Paragraph>
      <Action href={url} label={words.button} orCopy={words.orCopy} />
    </LetterFrame>
  )
}

export const verifyWords = {
  id: {
    subject: 'Konfirmasi e-mailmu untuk Lumiku',
    preview: 'Satu klik lagi, lalu kredit hadiahmu masuk.',
    title: 'Satu klik lagi',
    text: 'Konfirmasi alamat e-mail ini supaya kredit hadiahmu masuk dan akunmu bisa dipulihkan kalau kamu lupa kata sandi. Tautan ini berlaku 24 jam.',
    button: 'Konfirmasi e-mail',
    orCopy: 'Tombolnya tidak jalan? Salin tautan ini ke peramban:',
    footer: 'Tidak merasa mendaftar di Lumiku? Abaikan saja surat ini.',
  },
  en: {
    subject: 'Confirm your e-mail for Lumiku',
    preview: 'One more click and your gift credits arrive.',
    title: 'One more click',
    text: 'Confirm this address so that your gift credits arrive and your account can be recovered if you forget your password. The link works for 24 hours.',
    button: 'Confirm e-mail',
    orCopy: 'Button not working? Copy this link into your browser:',
    footer: 'You did not sign up for Lumiku? Just ignore this letter.',
  },
} as const

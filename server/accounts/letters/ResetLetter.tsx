import { Action, LetterFrame, Paragraph } from '#server/platform/mail/LetterFrame.tsx'

export function ResetLetter({ locale, url }: { locale: 'id' | 'en'; url: string }) {
  const words = resetWords[locale]
  return (
    <LetterFrame locale={locale} preview={words.preview} title={words.title} footer={words.footer}>
      <Paragraph>{words.text}</Paragraph>
      <Action href={url} label={words.button} orCopy={words.orCopy} />
    </LetterFrame>
  )
}

export const resetWords = {
  id: {
    subject: 'Buat kata sandi baru untuk Lumiku',
    preview: 'Tautan ini berlaku satu jam.',
    title: 'Buat kata sandi baru',
    text: 'Kamu minta kata sandi baru. Tautan ini berlaku satu jam dan hanya bisa dipakai sekali; setelah itu semua perangkatmu perlu masuk lagi.',
    button: 'Buat kata sandi baru',
    orCopy: 'Tombolnya tidak jalan? Salin tautan ini ke peramban:',
    footer: 'Bukan kamu yang minta? Abaikan saja; kata sandimu tidak berubah.',
  },
  en: {
    subject: 'Choose a new password for Lumiku',
    preview: 'The link works for one hour.',
    title: 'Choose a new password',
    text: 'You asked for a new password. The link works once, for one hour; after that all your devices need to sign in again.',
    button: 'Choose a new password',
    orCopy: 'Button not working? Copy this link into your browser:',
    footer: 'It was not you? Just ignore this; your password has not changed.',
  },
} as const

import { Action, LetterFrame, Paragraph } from '#server/platform/mail/LetterFrame.tsx'

/** Sent once, when an address has been confirmed. */
export function WelcomeLetter({ locale, name, url }: { locale: 'id' | 'en'; name: string; url: string }) {
  const words = welcomeWords[locale]
  return (
    <LetterFrame locale={locale} preview={words.preview} title={words.title(name)} footer={words.footer}>
      {words.text.map((paragraph) => (
        <Paragraph key={paragraph}>{paragraph}</Paragraph>
      ))}
      <Action href={url} label={words.button} orCopy={words.orCopy} />
    </LetterFrame>
  )
}

export const welcomeWords = {
  id: {
    subject: 'Selamat datang di Lumiku',
    preview: 'Kredit hadiahmu sudah masuk.',
    title: (name: string) => `Selamat datang, ${name}`,
    text: [
      'E-mailmu sudah terkonfirmasi dan kredit hadiahmu sudah masuk, jadi kamu bisa langsung mencoba.',
      'Unggah klip atau gambar, lihat harganya sebelum mulai, lalu ikuti hasilnya jadi satu per satu. Yang tidak jadi tidak pernah dibayar.',
    ],
    button: 'Buka studio',
    orCopy: 'Tombolnya tidak jalan? Salin tautan ini ke peramban:',
    footer: 'Surat ini dikirim sekali, karena alamat ini baru saja dikonfirmasi di Lumiku.',
  },
  en: {
    subject: 'Welcome to Lumiku',
    preview: 'Your gift credits have arrived.',
    title: (name: string) => `Welcome, ${name}`,
    text: [
      'Your e-mail is confirmed and your gift credits have arrived, so you can try everything right away.',
      'Upload clips or pictures, see the price before you start, and watch the results come in one by one. What does not arrive is never charged.',
    ],
    button: 'Open the studio',
    orCopy: 'Button not working? Copy this link into your browser:',
    footer: 'This letter is sent once, because this address was just confirmed at Lumiku.',
  },
} as const

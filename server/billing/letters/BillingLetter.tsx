import { Action, Figures, LetterFrame, Paragraph, Quiet } from '#server/platform/mail/LetterFrame.tsx'
import type { Said } from './kinds.ts'

/** The paper of every letter about money and usage. `unsubscribe`: where letters end that need not be sent. */
export function BillingLetter({
  locale,
  said,
  unsubscribe,
}: {
  locale: 'id' | 'en'
  said: Said
  unsubscribe: string | null
}) {
  const words = frame[locale]
  const rows = (said.rows ?? []).filter(([, figure]) => figure !== '')
  return (
    <LetterFrame
      locale={locale}
      preview={said.paragraphs[0] ?? said.title}
      title={said.title}
      footer={
        unsubscribe ? (
          <>
            {words.optional} <Quiet href={unsubscribe}>{words.stop}</Quiet>
          </>
        ) : (
          words.footer
        )
      }
    >
      {said.paragraphs.map((paragraph) => (
        <Paragraph key={paragraph}>{paragraph}</Paragraph>
      ))}
      {rows.length > 0 && <Figures rows={rows} />}
      <Action href={said.button.href} label={said.button.label} orCopy={words.orCopy} />
    </LetterFrame>
  )
}

const frame = {
  id: {
    optional: 'Tidak mau dikabari soal kuota dan kredit?',
    stop: 'Berhenti menerima surat ini',
    footer: 'Surat ini tentang uangmu di Lumiku, jadi selalu kami kirim.',
    orCopy: 'Tombolnya tidak jalan? Salin tautan ini ke peramban:',
  },
  en: {
    optional: 'Rather not hear about quota and credits?',
    stop: 'Stop these letters',
    footer: 'This letter is about your money at Lumiku, so we always send it.',
    orCopy: 'Button not working? Copy this link into your browser:',
  },
} as const

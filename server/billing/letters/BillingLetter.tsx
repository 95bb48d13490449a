import { Column, Row, Section, Text } from '@react-email/components'
import { Action, LetterFrame, Paragraph } from '#server/platform/mail/LetterFrame.tsx'
import { look } from '#server/platform/mail/look.ts'

/** What a letter about money says. */
export interface Said {
  subject: string
  title: string
  paragraphs: string[]
  /** Label and figure, like a receipt. */
  rows?: [string, string][]
  button: { label: string; href: string }
  /** Where letters of this kind end; only for those that need not be sent. */
  unsubscribe?: string
}

/** The paper of every letter about money. */
export function BillingLetter({ locale, said }: { locale: 'id' | 'en'; said: Said }) {
  const words = frame[locale]
  return (
    <LetterFrame
      locale={locale}
      preview={said.paragraphs[0] ?? said.title}
      title={said.title}
      footer={said.unsubscribe ? `${words.optional} ${said.unsubscribe}` : words.footer}
    >
      {said.paragraphs.map((paragraph) => (
        <Paragraph key={paragraph}>{paragraph}</Paragraph>
      ))}
      {said.rows && (
        <Section style={{ borderTop: `1px solid ${look.line}`, margin: '4px 0 20px' }}>
          {said.rows.map(([label, figure]) => (
            <Row key={label} style={{ borderBottom: `1px solid ${look.line}` }}>
              <Column>
                <Text style={{ color: look.dim, fontSize: '14px', margin: '10px 0' }}>{label}</Text>
              </Column>
              <Column align="right">
                <Text style={{ color: look.text, fontSize: '14px', fontWeight: 700, margin: '10px 0' }}>
                  {figure}
                </Text>
              </Column>
            </Row>
          ))}
        </Section>
      )}
      <Action href={said.button.href} label={said.button.label} orCopy={words.orCopy} />
    </LetterFrame>
  )
}

const frame = {
  id: {
    optional: 'Tidak mau surat seperti ini lagi?',
    footer: 'Surat ini tentang uangmu di Lumiku, jadi selalu kami kirim.',
    orCopy: 'Tombolnya tidak jalan? Salin tautan ini ke peramban:',
  },
  en: {
    optional: 'No more letters like this one?',
    footer: 'This letter is about your money at Lumiku, so we always send it.',
    orCopy: 'Button not working? Copy this link into your browser:',
  },
} as const

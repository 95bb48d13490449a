import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components'
import type { ReactNode } from 'react'
import { look } from './look.ts'

interface Frame {
  locale: 'id' | 'en'
  /** The line mail programs show beside the subject. */
  preview: string
  title: string
  children: ReactNode
  footer: string
}

/** The paper every letter is written on. */
export function LetterFrame({ locale, preview, title, children, footer }: Frame) {
  return (
    <Html lang={locale}>
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: look.sunken, fontFamily: look.font, margin: 0, padding: '24px 12px' }}>
        <Container style={{ maxWidth: '520px' }}>
          <Text style={{ color: look.lampText, fontSize: '18px', fontWeight: 800, margin: '0 0 12px 8px' }}>
            Lumiku
          </Text>
          <Section
            style={{
              backgroundColor: look.surface,
              borderTop: `4px solid ${look.lamp}`,
              borderRadius: '14px',
              padding: '28px 28px 20px',
            }}
          >
            <Heading
              as="h1"
              style={{ color: look.text, fontSize: '22px', lineHeight: '1.25', margin: '0 0 12px' }}
            >
              {title}
            </Heading>
            {children}
          </Section>
          <Text style={{ color: look.dim, fontSize: '13px', lineHeight: '1.5', margin: '16px 8px' }}>
            {footer}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text style={{ color: look.text, fontSize: '16px', lineHeight: '1.55', margin: '0 0 16px' }}>
      {children}
    </Text>
  )
}

/** The one thing to press, and its address in plain sight for programs that show no buttons. */
export function Action({ href, label, orCopy }: { href: string; label: string; orCopy: string }) {
  return (
    <>
      <Button
        href={href}
        style={{
          backgroundColor: look.lamp,
          borderRadius: '12px',
          color: look.onLamp,
          fontSize: '16px',
          fontWeight: 700,
          padding: '14px 22px',
        }}
      >
        {label}
      </Button>
      <Text style={{ color: look.dim, fontSize: '13px', lineHeight: '1.5', margin: '20px 0 8px' }}>
        {orCopy}
        <br />
        <Link href={href} style={{ color: look.lampText, wordBreak: 'break-all' }}>
          {href}
        </Link>
      </Text>
    </>
  )
}

import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Html,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from '@react-email/components'
import type { ReactNode } from 'react'
import { darkLook, look } from './look.ts'

interface Frame {
  locale: 'id' | 'en'
  /** The line mail programs show beside the subject. */
  preview: string
  title: string
  children: ReactNode
  footer: ReactNode
}

/** The paper every letter is written on. */
export function LetterFrame({ locale, preview, title, children, footer }: Frame) {
  return (
    <Html lang={locale}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{inTheDark}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body
        className="desk"
        style={{ backgroundColor: look.sunken, fontFamily: look.font, margin: 0, padding: '24px 12px' }}
      >
        <Container style={{ maxWidth: '520px' }}>
          <Text
            className="lit"
            style={{ color: look.lampText, fontSize: '18px', fontWeight: 800, margin: '0 0 12px 8px' }}
          >
            Lumiku
          </Text>
          <Section
            className="sheet"
            style={{
              backgroundColor: look.surface,
              borderTop: `4px solid ${look.lamp}`,
              borderRadius: '14px',
              padding: '28px 28px 20px',
            }}
          >
            <Heading
              as="h1"
              className="ink"
              style={{ color: look.text, fontSize: '22px', lineHeight: '1.25', margin: '0 0 12px' }}
            >
              {title}
            </Heading>
            {children}
          </Section>
          <Text
            className="faint"
            style={{ color: look.dim, fontSize: '13px', lineHeight: '1.5', margin: '16px 8px' }}
          >
            {footer}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text
      className="ink"
      style={{ color: look.text, fontSize: '16px', lineHeight: '1.55', margin: '0 0 16px' }}
    >
      {children}
    </Text>
  )
}

/** Label and figure, line by line, like a receipt. */
export function Figures({ rows }: { rows: readonly (readonly [string, string])[] }) {
  const line = `1px solid ${look.line}`
  return (
    <Section className="line figures" style={{ borderTop: line, margin: '4px 0 20px' }}>
      {rows.map(([label, figure]) => (
        <Row key={label} className="line" style={{ borderBottom: line }}>
          <Column className="cell" style={{ verticalAlign: 'top' }}>
            <Text
              className="faint label"
              style={{ color: look.dim, fontSize: '14px', margin: '10px 12px 10px 0' }}
            >
              {label}
            </Text>
          </Column>
          <Column className="cell" align="right" style={{ verticalAlign: 'top' }}>
            <Text
              className="ink figure"
              style={{ color: look.text, fontSize: '14px', fontWeight: 700, margin: '10px 0' }}
            >
              {figure}
            </Text>
          </Column>
        </Row>
      ))}
    </Section>
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
      <Text
        className="faint twice"
        style={{ color: look.dim, fontSize: '13px', lineHeight: '1.5', margin: '20px 0 8px' }}
      >
        {orCopy}
        <br />
        <Link href={href} className="lit" style={{ color: look.lampText, wordBreak: 'break-all' }}>
          {href}
        </Link>
      </Text>
    </>
  )
}

/** A link within small print. */
export function Quiet({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="faint" style={{ color: look.dim, textDecoration: 'underline' }}>
      {children}
    </Link>
  )
}

/** Styles in the elements win over these unless they are important. Programs that know no media queries keep the light letter. */
const inTheDark = `@media (prefers-color-scheme: dark) {
.desk, .desk > table > tbody > tr > td { background-color: ${darkLook.sunken} !important }
.sheet { background-color: ${darkLook.surface} !important }
.ink { color: ${darkLook.text} !important }
.faint { color: ${darkLook.dim} !important }
.lit { color: ${darkLook.lampText} !important }
.line { border-color: ${darkLook.line} !important }
}`

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type MailCatcher = Awaited<ReturnType<typeof openMailCatcher>>

/** A mail server on loopback that keeps what it takes. */
export async function openMailCatcher() {
  const arrived = new Map<string, Email[]>()
  const waiting = new Map<string, () => void>()
  const full = new Map<string, () => void>()

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const refused = full.get(address)
      if (!refused) return done()
      refused()
      done(Object.assign(new Error('mailbox is full'), { responseCode: 452 }))
    },
    onData: (stream, session, done) => {
      void new Response(stream as unknown as ReadableStream).bytes().then(async (raw) => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        arrived.set(to, [...(arrived.get(to) ?? []), await PostalMime.parse(raw)])
        done()
        waiting.get(to)?.()
      })
    },
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')

  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    /** What has come to an address so far, oldest first. */
    lettersTo: (address: string): Email[] => arrived.get(address) ?? [],
    /** The newest letter to an address with these words in its subject, when it has come. */
    async letterTo(address: string, about = ''): Promise<Email> {
      for (;;) {
        const letter = (arrived.get(address) ?? []).findLast(({ subject }) => subject?.includes(about))
        if (letter) return letter
        await new Promise<void>((resolve) => waiting.set(address, resolve))
      }
    },
    /** From now on, until it is emptied, a mailbox takes nothing. Resolves when something has been refused. */
    fill(address: string): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      full.set(address, resolve)
      return promise
    },
    empty: (address: string): boolean => full.delete(address),
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

import pino from 'pino'

export type Log = pino.Logger

/** Structured logs on standard output. Secrets are cut out wherever they sit. */
export function openLog(level: string): Log {
  return pino({
    level,
    redact: {
      paths: ['authorization', 'cookie', 'password', 'token', 'secret', 'url'].flatMap((name) => [
        name,
        `*.${name}`,
        `*.*.${name}`,
        `headers["${name}"]`,
      ]),
      censor: '[cut]',
    },
  })
}

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { gatewaySettings, signatureSchemes, wrongGateways } from './gateway-settings.ts'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const count = z.coerce.number().int().positive()
const webAddress = z.url({ protocol: /^https?$/ })
const addresses = z
  .string()
  .transform((list) => list.split(',').flatMap((each) => each.trim() || []))
  .pipe(z.array(z.literal('published').or(z.ipv4()).or(z.ipv6()).or(z.cidrv4()).or(z.cidrv6())).min(1))

/** Every setting Lumiku reads, each with what it means. Nothing else in the project looks at the environment. */
const settings = z.object({
  /** `development` (default), `test`, or `production`, which refuses to start half-configured. */
  LUMIKU_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Port the API and the pages listen on. 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Address to listen on. Loopback unless a reverse proxy on another machine must reach it. */
  HOST: z.string().default('127.0.0.1'),
  /** Address people type, used in links and mail. Default: http://localhost:PORT. */
  PUBLIC_URL: z.url().optional(),
  /** Folder of the embedded database and of files on disk. */
  LUMIKU_DATA: z.string().default('./data'),
  /** A PostgreSQL ≥ 15 of your own. Absent: Lumiku starts its embedded one under LUMIKU_DATA. */
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** Connections one process may open to the database. */
  DATABASE_POOL: count.default(16),
  /** 32+ random characters that sign sessions and links. Made and kept under LUMIKU_DATA outside production. */
  LUMIKU_SECRET: z.string().min(32).optional(),
  /** Runs one worker performs side by side. Heavy steps inside them queue for the cores. */
  WORKER_CONCURRENCY: count.default(4),
  /** Seconds a worker may be silent before its run is taken from it. */
  LEASE_SECONDS: count.default(30),
  /** Seconds a stopping process lets running work finish before handing it back to the queue. */
  DRAIN_SECONDS: z.coerce.number().int().min(0).default(5),
  /** Seconds a request may wait for its answer before it is told to come back (503). Uploads, downloads and event streams are exempt. */
  ANSWER_SECONDS: count.default(15),
  /** How much is logged: trace, debug, info, warn, error, silent. */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Bearer token that may read /metrics from elsewhere. Absent: loopback only. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** `true` when a reverse proxy you run sets X-Forwarded-For; otherwise the header is ignored. */
  TRUST_PROXY: flag.default(false),
  /** Demo accounts of every kind. Development only; default on there. */
  DEMO_ACCOUNTS: flag.optional(),
  /** Largest single upload in bytes. */
  UPLOAD_LIMIT: count.default(4 * 1024 ** 3),
  /** Bytes the media piece cache may keep under LUMIKU_DATA. */
  CACHE_LIMIT: count.default(4 * 1024 ** 3),
  /** Mail server, e.g. smtps://user:password@host. Absent: mail is kept for /dev/mail (development only). */
  SMTP_URL: z.string().startsWith('smtp').optional(),
  /** Sender of our letters. */
  MAIL_FROM: z.string().default('Lumiku <halo@localhost>'),
  /** Who has fewer credits than this is told so. */
  LOW_CREDITS: z.coerce.number().int().min(0).default(10),
  /** Minutes an order waits for its payment. */
  ORDER_MINUTES: count.default(1440),
  /** Who takes new payments when several gateways have keys: `duitku` or `xendit`. Default: Duitku. */
  PAYMENT_GATEWAY: z.enum(['duitku', 'xendit']).optional(),
  /** The project code and API key of a Duitku account. Absent: the sandbox gateway, which takes no real money (not in production). */
  DUITKU_MERCHANT_CODE: z.string().min(1).optional(),
  DUITKU_API_KEY: z.string().min(1).optional(),
  /** Where Duitku's POP and its other calls are asked. Default: its own machines, its sandbox ones outside production. */
  DUITKU_POP_URL: webAddress.optional(),
  DUITKU_API_URL: webAddress.optional(),
  /** How what we send Duitku is signed, and how its notifications are: `hmac-sha256` (default) or `legacy`, each by itself. */
  DUITKU_SIGNATURE: z.enum(signatureSchemes).optional(),
  DUITKU_CALLBACK_SIGNATURE: z.enum(signatureSchemes).optional(),
  /** Addresses Duitku's notifications may come from, with commas: `203.0.113.7`, `203.0.113.0/28`, or `published`, the ones it names. Absent: any. */
  DUITKU_CALLBACK_ADDRESSES: addresses.optional(),
  /** Secret key and callback token of a Xendit account. */
  XENDIT_SECRET_KEY: z.string().min(1).optional(),
  XENDIT_CALLBACK_TOKEN: z.string().min(1).optional(),
  /** Where Xendit is asked. Default: https://api.xendit.co. */
  XENDIT_URL: webAddress.optional(),
  /** Who sells, as invoices say it. Lines of the address are separated by `;`. */
  SELLER_NAME: z.string().default('Lumiku'),
  SELLER_ADDRESS: z.string().default(''),
  /** The seller's tax number (NPWP), when there is one. */
  SELLER_TAX_ID: z.string().optional(),
  /** Value-added tax that prices include, in whole percent; 0 prints no tax line. */
  TAX_PERCENT: z.coerce.number().int().min(0).max(50).default(0),
  /** S3-compatible storage. All five or none; none keeps files on disk. */
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
})

export type Config = ReturnType<typeof readConfig>

/**
 * Reads the environment, fails naming every setting that is wrong. `secret` is always present: in production it must be
 * given, elsewhere it is made once and kept beside the data so that sessions survive a restart.
 */
export function readConfig(env: Record<string, string | undefined> = process.env) {
  const parsed = settings.safeParse(withoutEmpty(env))
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  const given = parsed.data

  const problems = [
    ...halfConfiguredS3(given),
    ...wrongGateways(given),
    ...(given.LUMIKU_ENV === 'production' ? missingInProduction(given) : []),
  ]
  if (problems.length > 0) throw new ConfigError(problems)

  const data = resolve(given.LUMIKU_DATA)
  return {
    env: given.LUMIKU_ENV,
    port: given.PORT,
    host: given.HOST,
    publicUrl: (given.PUBLIC_URL ?? `http://localhost:${given.PORT}`).replace(/\/$/, ''),
    data,
    databaseUrl: given.DATABASE_URL,
    databasePool: given.DATABASE_POOL,
    secret: given.LUMIKU_SECRET ?? keptSecret(data),
    workerConcurrency: given.WORKER_CONCURRENCY,
    leaseSeconds: given.LEASE_SECONDS,
    drainSeconds: given.DRAIN_SECONDS,
    answerSeconds: given.ANSWER_SECONDS,
    logLevel: given.LOG_LEVEL,
    metricsToken: given.METRICS_TOKEN,
    trustProxy: given.TRUST_PROXY,
    demoAccounts: given.LUMIKU_ENV === 'development' && (given.DEMO_ACCOUNTS ?? true),
    uploadLimit: given.UPLOAD_LIMIT,
    cacheLimit: given.CACHE_LIMIT,
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM,
    lowCredits: given.LOW_CREDITS,
    orderMinutes: given.ORDER_MINUTES,
    ...gatewaySettings(given),
    seller: {
      name: given.SELLER_NAME,
      address: given.SELLER_ADDRESS.split(';')
        .map((line) => line.trim())
        .filter(Boolean),
      taxId: given.SELLER_TAX_ID ?? null,
      taxPercent: given.TAX_PERCENT,
    },
    s3: s3Settings(given),
    cores: cpus().length,
  }
}

/** Settings that keep a process from starting, each as `NAME: what is wrong`. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`Lumiku cannot start with these settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  }
}

type Given = z.infer<typeof settings>

function missingInProduction(given: Given): string[] {
  const needed: [keyof Given, string][] = [
    ['LUMIKU_SECRET', 'set 32 or more random characters'],
    ['PUBLIC_URL', 'set the address people type'],
    ['SMTP_URL', 'set a mail server, or nobody can verify an address'],
  ]
  return needed.filter(([name]) => given[name] === undefined).map(([name, why]) => `${name}: ${why}`)
}

function halfConfiguredS3(given: Given): string[] {
  const names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
  const missing = names.filter((name) => given[name] === undefined)
  return missing.length === names.length
    ? []
    : missing.map((name) => `${name}: set all five S3 settings or none`)
}

function s3Settings(given: Given) {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = given
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_REGION || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return null
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  }
}

function keptSecret(data: string): string {
  const file = join(data, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(data, { recursive: true })
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' })
  chmodSync(file, 0o600)
  return secret
}

function withoutEmpty(env: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
}

import { expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError, readConfig } from './config.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'lumiku-config-'))

test('nothing has to be set in development, and the secret made there is kept for the next start', () => {
  const LUMIKU_DATA = folder()
  const first = readConfig({ LUMIKU_DATA })
  expect(first).toMatchObject({
    env: 'development',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    demoAccounts: true,
    s3: null,
  })
  expect(first.secret.length).toBeGreaterThanOrEqual(32)
  expect(readConfig({ LUMIKU_DATA }).secret).toBe(first.secret)
  expect(statSync(join(LUMIKU_DATA, 'secret')).mode & 0o077).toBe(0)
})

test('production refuses to start half-configured and names each setting', () => {
  const refusal = () => readConfig({ LUMIKU_ENV: 'production', LUMIKU_DATA: folder() })
  expect(refusal).toThrow(ConfigError)
  for (const name of ['LUMIKU_SECRET', 'PUBLIC_URL', 'SMTP_URL', 'DUITKU_MERCHANT_CODE', 'DUITKU_API_KEY'])
    expect(refusal).toThrow(name)
})

test('demo accounts exist in development only, whatever is asked', () => {
  const env = { LUMIKU_DATA: folder(), DEMO_ACCOUNTS: 'true' }
  expect(readConfig({ ...env, LUMIKU_ENV: 'test' }).demoAccounts).toBe(false)
})

test('every wrong setting is named at once', () => {
  const refusal = () => readConfig({ PORT: 'http', LOG_LEVEL: 'loud', S3_BUCKET: 'b', LUMIKU_DATA: folder() })
  expect(refusal).toThrow('PORT')
  expect(refusal).toThrow('LOG_LEVEL')
  expect(() => readConfig({ S3_BUCKET: 'b', LUMIKU_DATA: folder() })).toThrow(
    'S3_ENDPOINT: set all five S3 settings or none',
  )
})

test('the example file lists exactly the settings there are', () => {
  const source = readFileSync(join(import.meta.dir, 'config.ts'), 'utf8')
  const known = [...source.matchAll(/^ {2}([A-Z0-9_]+): /gm)].map(([, name]) => name)
  const example = readFileSync(join(import.meta.dir, '../../.env.example'), 'utf8')
  const listed = [...example.matchAll(/^# ([A-Z0-9_]+)=/gm)].map(([, name]) => name)
  expect(listed).toEqual(known)
})

import { expect, test } from 'bun:test'
import { readConfig } from './config.ts'

const duitku = { DUITKU_MERCHANT_CODE: 'DS1', DUITKU_API_KEY: 'key' }
const production = {
  LUMIKU_ENV: 'production',
  PUBLIC_URL: 'https://lumiku.example',
  SMTP_URL: 'smtp://127.0.0.1:1',
}
const read = (env: Record<string, string>) => readConfig({ LUMIKU_SECRET: 'x'.repeat(32), ...env })

test('Duitku is asked at its sandbox, and in production where money is real; both signatures are the present one', () => {
  expect(read(duitku).duitku).toMatchObject({
    popUrl: 'https://api-sandbox.duitku.com',
    apiUrl: 'https://sandbox.duitku.com',
    signature: 'hmac-sha256',
    callbackSignature: 'hmac-sha256',
    callbackAddresses: [],
  })
  expect(read({ ...production, ...duitku }).duitku).toMatchObject({
    popUrl: 'https://api-prod.duitku.com',
    apiUrl: 'https://passport.duitku.com',
  })
})

test('each signature is set by itself, and addresses lose their last slash', () => {
  const env = {
    ...duitku,
    DUITKU_SIGNATURE: 'legacy',
    DUITKU_POP_URL: 'http://127.0.0.1:4000/',
    DUITKU_CALLBACK_ADDRESSES: 'published, 192.0.2.1',
  }
  expect(read(env).duitku).toMatchObject({
    popUrl: 'http://127.0.0.1:4000',
    signature: 'legacy',
    callbackSignature: 'hmac-sha256',
    callbackAddresses: ['published', '192.0.2.1'],
  })
  expect(read({ ...duitku, DUITKU_CALLBACK_SIGNATURE: 'legacy' }).duitku).toMatchObject({
    signature: 'hmac-sha256',
    callbackSignature: 'legacy',
  })
})

test('half a gateway is refused anywhere, naming the other half', () => {
  expect(() => read({ DUITKU_API_KEY: 'key' })).toThrow('DUITKU_MERCHANT_CODE: set it as well')
  expect(() => read({ DUITKU_MERCHANT_CODE: 'DS1' })).toThrow('DUITKU_API_KEY: set it as well')
  expect(() => read({ XENDIT_URL: 'http://127.0.0.1:1' })).toThrow(
    /XENDIT_SECRET_KEY[\s\S]*XENDIT_CALLBACK_TOKEN/,
  )
  expect(() => read({ ...duitku, PAYMENT_GATEWAY: 'xendit' })).toThrow('XENDIT_SECRET_KEY')
})

test('production needs a real gateway, reached where nobody listens in', () => {
  expect(() => read(production)).toThrow(/DUITKU_MERCHANT_CODE[\s\S]*DUITKU_API_KEY/)
  expect(() => read({ ...production, ...duitku, DUITKU_API_URL: 'http://duitku.example' })).toThrow(
    'DUITKU_API_URL: use https',
  )
  const local = { ...production, ...duitku, DUITKU_API_URL: 'http://127.0.0.1:4000' }
  expect(read(local).gateway).toBe('duitku')
})

test('what is no scheme, no address and no range is named', () => {
  for (const [name, value] of [
    ['DUITKU_SIGNATURE', 'md5'],
    ['DUITKU_CALLBACK_ADDRESSES', 'duitku.com'],
    ['DUITKU_CALLBACK_ADDRESSES', ' , '],
    ['DUITKU_POP_URL', 'ftp://duitku.com'],
  ] as const)
    expect(() => read({ ...duitku, [name]: value })).toThrow(name)
})

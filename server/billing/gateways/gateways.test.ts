import { expect, test } from 'bun:test'
import { readConfig } from '#server/platform/config.ts'
import type { Db } from '#server/platform/db.ts'
import { keptLog } from '#test/support/kept-log.ts'
import { openGateway, openGateways } from './gateways.ts'

const duitku = { DUITKU_MERCHANT_CODE: 'DS1', DUITKU_API_KEY: 'key' }
const xendit = { XENDIT_SECRET_KEY: 'xnd', XENDIT_CALLBACK_TOKEN: 'token' }
const production = {
  LUMIKU_ENV: 'production',
  PUBLIC_URL: 'https://lumiku.example',
  SMTP_URL: 'smtp://127.0.0.1:1',
}

function platform(env: Record<string, string>) {
  return {
    config: readConfig({ LUMIKU_SECRET: 'x'.repeat(32), ...env }),
    log: keptLog().log,
    db: null as unknown as Db,
  }
}

test('without keys the sandbox sells; with keys the gateway they are for, Duitku before Xendit unless told', () => {
  expect(openGateway(platform({})).id).toBe('sandbox')
  expect(openGateway(platform(duitku)).id).toBe('duitku')
  expect(openGateway(platform(xendit)).id).toBe('xendit')
  expect(openGateway(platform({ ...xendit, ...duitku })).id).toBe('duitku')
  expect(openGateway(platform({ ...xendit, ...duitku, PAYMENT_GATEWAY: 'xendit' })).id).toBe('xendit')
})

test('a payment finds the gateway that took it, though another sells now', () => {
  const gateways = openGateways(platform({ ...xendit, ...duitku, PAYMENT_GATEWAY: 'xendit' }))
  expect(gateways.find('duitku')?.id).toBe('duitku')
  expect(gateways.find('sandbox')?.id).toBe('sandbox')
  expect(openGateways(platform({})).find('duitku')).toBeNull()
})

test('in production there is no sandbox', () => {
  const gateways = openGateways(platform({ ...production, ...duitku }))
  expect([gateways.selling.id, gateways.find('sandbox')]).toEqual(['duitku', null])
})

import type { DemoPerson } from '#server/accounts/demo.ts'
import type { Platform } from '#server/platform/platform.ts'

/** The few lines a person wants to see once Lumiku runs. */
export function sayReady(url: string, demo: DemoPerson[], { config }: Platform): void {
  console.log(`\n  Lumiku  ${url}\n`)
  if (demo.length > 0) {
    console.log('  Demo accounts (development only), all with the same password:')
    for (const { email, password, label } of demo)
      console.log(`    ${email.padEnd(28)} ${password.padEnd(16)} ${label}`)
    console.log('')
  }
  if (config.env === 'development') console.log(`  Mail   ${url}/dev/mail`)
  console.log(`  API    ${url}/docs`)
  console.log('  Stop with Ctrl-C\n')
}

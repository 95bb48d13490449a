import type { Serving } from './open-serving.ts'

/** The few lines a person wants to see once Lumiku runs. */
export function sayReady({ platform: { config }, demo }: Serving): void {
  const url = config.publicUrl
  console.log(`\n  Lumiku  ${url}\n`)
  if (demo.length > 0) {
    console.log('  Demo accounts (development only):')
    for (const { email, password, label } of demo)
      console.log(`    ${email.padEnd(28)} ${password.padEnd(16)} ${label}`)
    console.log('')
  }
  if (config.env === 'development') console.log(`  Mail   ${url}/dev/mail`)
  console.log(`  API    ${url}/docs`)
  console.log('  Stop with Ctrl-C\n')
}

import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const pictures = join(import.meta.dir, '../out')
const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The system's Chromium, without its background chatter. */
export function openBrowser(): Promise<Browser> {
  const executablePath = candidates.find(existsSync)
  if (!executablePath) throw new Error('no Chromium here: ./lumiku test installs it')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
}

export interface Watched {
  page: Page
  /** What the page complained about: errors nobody caught, what its security policy refused, and requests to anywhere but Lumiku. */
  complaints: string[]
  close(): Promise<void>
}

/** A page as somebody in Indonesia opens it, on a phone unless said otherwise. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport: { width: 390, height: 844 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content.Security.Policy/i.test(message.text()))
      complaints.push(message.text())
  })
  page.on('request', (request) => {
    const to = request.url()
    if (!to.startsWith(url) && !to.startsWith('data:') && !to.startsWith('blob:'))
      complaints.push(`asked ${to}`)
  })
  return { page, complaints, close: () => context.close() }
}

/** Signs somebody new in where the page is, without opening anything: for tests of what comes after signing up. */
export async function newcomer(page: Page, name = 'Sari'): Promise<{ email: string; accountId: string }> {
  const email = `browser-${crypto.randomUUID()}@example.test`
  const answer = await page.request.post('/api/auth/sign-up/email', {
    data: { email, name, password: 'rahasia-banget' },
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  if (!answer.ok()) throw new Error(`sign-up answered ${answer.status()} ${await answer.text()}`)
  const { user } = await answer.json()
  return { email, accountId: user.id }
}

/** Every page opened from here on is in this language. */
export async function speak(page: Page, language: 'id' | 'en'): Promise<void> {
  await page.addInitScript((chosen) => localStorage.setItem('lumiku.locale', chosen), language)
}

/** Signs up through the page and lands in the studio. Returns the e-mail. */
export async function signUpOnPage(page: Page, name = 'Sari'): Promise<string> {
  const email = `browser-${crypto.randomUUID()}@example.test`
  await page.goto('/sign-up')
  await page.getByLabel('Nama', { exact: true }).fill(name)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Kata sandi', { exact: true }).fill('rahasia-banget')
  await page.getByRole('button', { name: /^Daftar/ }).click()
  await page.waitForURL('**/studio')
  return email
}

/** Keeps what the page looks like, for whoever sets LUMIKU_TEST_PICTURES to see it: drawing whole pages takes minutes in all. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.LUMIKU_TEST_PICTURES) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

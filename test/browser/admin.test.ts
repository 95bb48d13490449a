import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { axeFinds } from '#test/support/axe.ts'
import {
  newcomer,
  openBrowser,
  openPage,
  picture,
  signUpOnPage,
  type Watched,
} from '#test/support/browser.ts'
import { hasFocus } from '#test/support/has-focus.ts'
import { payAtSandboxPage } from '#test/support/pay-on-page.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let browser: Browser
let operator: Watched

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  browser = await openBrowser()
  operator = await openPage(browser, lumiku.url)
  const { accountId } = await newcomer(operator.page, 'Ayu')
  await lumiku.platform.db`update users set role = 'admin' where id = ${accountId}`
})
afterAll(async () => {
  await browser.close()
  await lumiku.stop()
})

/** Somebody who has bought the smallest pack. */
async function buyer(name: string) {
  const opened = await openPage(browser, lumiku.url)
  const { email } = await newcomer(opened.page, name)
  await opened.page.goto('/account/credits')
  await opened.page.getByRole('button', { name: 'Beli' }).first().click()
  await opened.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Bayar/ })
    .click()
  await payAtSandboxPage(opened.page)
  await opened.page.getByText(/1\.500 kredit sudah masuk/).waitFor()
  return { ...opened, email }
}

test('a refund a buyer asks for is approved and paid by an operator, and the buyer sees it', async () => {
  const sari = await buyer('Sari')
  await sari.page.goto('/account/subscription')
  await sari.page.getByRole('button', { name: 'Minta kembali' }).click()
  const asking = sari.page.getByRole('dialog')
  await asking.getByRole('textbox').fill('Salah beli paket')
  await asking.getByRole('button', { name: 'Kirim permintaan' }).click()
  await sari.page.getByText('Pengembalian diminta').waitFor()

  const { page, complaints } = operator
  await page.goto('/studio')
  await page.getByRole('link', { name: 'Kelola' }).click()
  await page.getByRole('heading', { name: 'Pengembalian dana', level: 1 }).waitFor()
  await page.getByText('Salah beli paket').waitFor()
  await page.getByText('Terpakai 0 dari 1.500 kredit').waitFor()
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'admin-refunds-390')
  await page.getByRole('button', { name: /^Setujui Rp\s?100\.000/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Setujui/ }).waitFor()
  expect(await axeFinds(page)).toEqual([])
  await dialog.getByRole('button', { name: /^Setujui/ }).click()
  await page.getByRole('button', { name: 'Tandai sudah dikirim' }).click()
  await dialog.getByLabel('Nomor transfer bank').fill('BCA 0412')
  await dialog.getByRole('button', { name: 'Catat sudah dikirim' }).click()
  await page.getByRole('heading', { name: 'Tidak ada yang menunggu' }).waitFor()
  await page.getByText('Selesai', { exact: true }).click()
  await page.getByText('Nomor transfer: BCA 0412').waitFor()
  expect(complaints).toEqual([])

  await sari.page.reload()
  await sari.page.getByText('Sudah dikembalikan').waitFor()
  await sari.close()
}, 120_000)

test('an operator makes a coupon, is told what cannot be, and switches it off', async () => {
  const { page, complaints } = operator
  await page.goto('/admin/refunds')
  await page.getByRole('link', { name: 'Kupon' }).click()
  await page.getByRole('heading', { name: 'Belum ada kupon' }).waitFor()
  await page.getByRole('button', { name: 'Buat kupon' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Kode' }).fill('hemat20')
  await dialog.getByRole('textbox', { name: 'Berapa persen?' }).fill('20')
  await dialog.getByText('Pro Monthly').click()
  await dialog.getByLabel('Mulai tanggal').fill('2031-01-31')
  await dialog.getByLabel('Sampai tanggal').fill('2031-01-01')
  await dialog.getByRole('button', { name: 'Buat kupon HEMAT20' }).click()
  await dialog.getByText('Harus sesudah tanggal mulai dan belum lewat.').waitFor()
  await hasFocus(dialog.getByLabel('Sampai tanggal'))
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'admin-coupon-new-390')
  await dialog.getByLabel('Mulai tanggal').fill('')
  await dialog.getByRole('button', { name: 'Buat kupon HEMAT20' }).click()
  await page.getByRole('heading', { name: 'HEMAT20' }).waitFor()
  await page.getByText('Sampai 1 Jan 2031').waitFor()

  await page.getByRole('button', { name: 'Buat kupon' }).click()
  await dialog.getByRole('textbox', { name: 'Kode' }).fill('HEMAT20')
  await dialog.getByRole('textbox', { name: 'Berapa persen?' }).fill('30')
  await dialog.getByRole('button', { name: 'Buat kupon HEMAT20' }).click()
  await dialog.getByText('Kode ini sudah dipakai kupon lain.').waitFor()
  await dialog.getByRole('button', { name: 'Kembali' }).click()

  await page.getByRole('button', { name: 'Matikan HEMAT20' }).click()
  await page.getByRole('button', { name: 'Nyalakan HEMAT20' }).waitFor()
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'admin-coupons-390')
  expect(complaints).toEqual([])
}, 60_000)

test('an operator finds an order, asks its gateway, and gives a part back', async () => {
  const budi = await openPage(browser, lumiku.url)
  const { email } = await newcomer(budi.page, 'Budi')
  await budi.page.goto('/account/credits')
  await budi.page.getByRole('button', { name: 'Beli' }).first().click()
  await budi.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Bayar/ })
    .click()
  await budi.page.waitForURL('**/sandbox/pay/**')
  // The money came and the gateway's word of it did not.
  await lumiku.platform.db`
    update sandbox_checkouts set status = 'paid', method = 'NQ', paid_amount = amount where customer->>'email' = ${email}`
  await budi.close()

  const { page, complaints } = operator
  await page.goto('/admin/payments')
  await page.getByRole('searchbox').fill(email.slice(0, 30).toUpperCase())
  await page.getByRole('button', { name: 'Cari', exact: true }).click()
  await page.waitForURL(/q=/)
  const found = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /^LMK-/ }) })
  await found.getByText('Menunggu dibayar').waitFor()
  expect(await found.count()).toBe(1)
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'admin-payments-390')
  await page.getByRole('link', { name: /^LMK-/ }).click()
  await page.getByText('Belum ada pesan tentang pesanan ini.').waitFor()
  await page.getByRole('button', { name: 'Tanya layanan pembayaran' }).click()
  await page.getByText('Yang dibeli baru saja diberikan.').waitFor()
  await page.getByText('1.500 kredit, 0 terpakai').waitFor()

  await page.getByRole('button', { name: 'Kembalikan sebagian' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Jumlah (Rp)').fill('25000')
  await dialog.getByRole('textbox', { name: /Apa yang terjadi/ }).fill('Antrean macet')
  await dialog.getByRole('button', { name: /^Kembalikan Rp\s?25\.000/ }).click()
  await page.getByText('Menunggu dikirim').waitFor()
  await page.getByText(/Masih bisa dikembalikan: Rp\s?75\.000/).waitFor()
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'admin-order-390')
  expect(complaints).toEqual([])
}, 60_000)

test('a message of the gateway is shown without its signature and judged again', async () => {
  const dewi = await buyer('Dewi')
  await dewi.close()
  const { page, complaints } = operator
  await page.goto(`/admin/payments?q=${encodeURIComponent(dewi.email)}`)
  await page.getByRole('link', { name: /^LMK-/ }).click()
  await page.getByText('Diterima, dipenuhi').waitFor()
  await page.getByText('Lihat isi pesan').click()
  await page.getByText(/signature=••••/).waitFor()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: /^Nilai ulang pesan/ }).click()
  await page.getByText('Dinilai ulang: Sudah diketahui.').waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test('an operator gives a plan free days and takes it off sale, and the price list follows', async () => {
  const { page, complaints } = operator
  await page.goto('/admin/plans')
  await page.getByRole('textbox', { name: 'Hari coba gratis Basic Monthly' }).fill('7')
  await page.getByRole('button', { name: 'Simpan hari coba Basic Monthly' }).click()
  const saved = page.getByRole('button', { name: 'Simpan hari coba Basic Monthly', disabled: true })
  await saved.waitFor()
  await page.getByRole('button', { name: 'Berhenti menjual Pro Yearly' }).click()
  await page.getByRole('button', { name: 'Jual lagi Pro Yearly' }).waitFor()
  expect(await axeFinds(page)).toEqual([])
  await picture(page, 'admin-plans-390')
  const { plans } = await (await page.request.get('/api/subscription/plans')).json()
  const offered = plans.map(({ planId, trialDays }: { planId: string; trialDays?: number }) => [
    planId,
    trialDays,
  ])
  expect(offered).toEqual([
    ['free-forever', undefined],
    ['basic-monthly', 7],
    ['pro-monthly', undefined],
    ['enterprise-monthly', undefined],
  ])
  expect(complaints).toEqual([])
}, 60_000)

test('what operators have does not exist for others, and strangers sign in first', async () => {
  const { page, close } = await openPage(browser, lumiku.url)
  await page.goto('/admin/refunds')
  await page.waitForURL(/\/sign-in\?next=/)
  await signUpOnPage(page)
  await page.getByRole('link', { name: 'Beranda' }).waitFor()
  expect(await page.getByRole('link', { name: 'Kelola' }).count()).toBe(0)
  await page.goto('/admin/refunds')
  await page.getByRole('heading', { name: 'Di sini gelap' }).waitFor()
  expect(await axeFinds(page)).toEqual([])
  await close()
}, 60_000)

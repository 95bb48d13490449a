import type { Said } from './BillingLetter.tsx'

/** What there is to say; sums and days are written out already. */
export interface Facts {
  name: string
  plan: string
  quota: string
  until: string
  graceUntil: string
  amount: string
  what: string
  number: string
  order: string
  method: string
  note: string
  asCredits: boolean
  used: string
  limit: string
  left: string
  unsubscribe: string
  links: { subscription: string; credits: string; payment: string; pricing: string }
}

type Kind =
  | 'receipt'
  | 'subscribed'
  | 'plan-changed'
  | 'renewed'
  | 'cancelled'
  | 'renewal-soon'
  | 'renewal-today'
  | 'grace'
  | 'expired'
  | 'refund-requested'
  | 'refund-approved'
  | 'refund-rejected'
  | 'refund-paid'
  | 'quota-80'
  | 'quota-100'
  | 'credits-low'

type Words = Record<Kind, (facts: Facts) => Said>

const id: Words = {
  receipt: (f) => ({
    subject: `Pembayaran diterima: ${f.amount}`,
    title: 'Pembayaranmu sudah kami terima',
    paragraphs: [
      `Terima kasih, ${f.name}. Fakturnya terlampir sebagai PDF.`,
      ...(f.asCredits
        ? [
            'Pesanannya sudah tidak bisa dipenuhi waktu uangnya datang, jadi nilainya masuk sebagai kredit. Kredit ini tidak kedaluwarsa.',
          ]
        : []),
    ],
    rows: [
      ['Untuk', f.what],
      ['Jumlah', f.amount],
      ['Faktur', f.number],
      ['Pesanan', f.order],
      ...row('Cara bayar', f.method),
    ],
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  subscribed: (f) => ({
    subject: `${f.plan} aktif`,
    title: `${f.plan} sudah aktif`,
    paragraphs: [`Mulai sekarang kamu punya ${f.quota} kali buat setiap hari, dengan model-model paket ini.`],
    rows: [
      ['Paket', f.plan],
      ['Berlaku sampai', f.until],
    ],
    button: { label: 'Mulai membuat', href: f.links.subscription },
  }),
  'plan-changed': (f) => ({
    subject: `Paketmu sekarang ${f.plan}`,
    title: `Paketmu sekarang ${f.plan}`,
    paragraphs: [
      `Mulai sekarang kuotamu ${f.quota} kali buat setiap hari. Yang sudah terpakai hari ini tetap terhitung.`,
    ],
    rows: [
      ['Paket', f.plan],
      ['Berlaku sampai', f.until],
    ],
    button: { label: 'Lihat langganan', href: f.links.subscription },
  }),
  renewed: (f) => ({
    subject: `${f.plan} diperpanjang sampai ${f.until}`,
    title: 'Langgananmu diperpanjang',
    paragraphs: ['Tidak ada yang berubah: kamu bisa terus membuat.'],
    rows: [
      ['Paket', f.plan],
      ['Berlaku sampai', f.until],
    ],
    button: { label: 'Lihat langganan', href: f.links.subscription },
  }),
  cancelled: (f) => ({
    subject: `${f.plan} tidak akan diperpanjang`,
    title: 'Langgananmu dibatalkan',
    paragraphs: [
      `Kamu masih bisa memakainya sampai ${f.until}. Setelah itu akunmu memakai kredit lagi, dan kreditmu tetap utuh. Berubah pikiran? Lanjutkan kapan saja sebelum tanggal itu.`,
    ],
    button: { label: 'Lanjutkan langganan', href: f.links.subscription },
  }),
  'renewal-soon': (f) => ({
    subject: `${f.plan} berakhir ${f.until}`,
    title: 'Sebentar lagi masanya habis',
    paragraphs: [`Bayar sebelum ${f.until} supaya tidak terputus. Kami tidak pernah menagih sendiri.`],
    rows: [
      ['Paket', f.plan],
      ['Tagihan', f.amount],
      ['Jatuh tempo', f.until],
    ],
    button: { label: `Bayar ${f.amount}`, href: f.links.subscription },
  }),
  'renewal-today': (f) => ({
    subject: `Hari terakhir ${f.plan}`,
    title: 'Ini hari terakhirnya',
    paragraphs: [`Langgananmu berakhir ${f.until}. Bayar sekarang dan masa berikutnya langsung menyambung.`],
    rows: [
      ['Paket', f.plan],
      ['Tagihan', f.amount],
      ['Jatuh tempo', f.until],
    ],
    button: { label: `Bayar ${f.amount}`, href: f.links.subscription },
  }),
  grace: (f) => ({
    subject: `${f.plan}: masa tenggang sampai ${f.graceUntil}`,
    title: 'Langgananmu dalam masa tenggang',
    paragraphs: [
      `Masanya habis ${f.until}, tetapi kamu masih bisa membuat sampai ${f.graceUntil}. Setelah itu akunmu memakai kredit.`,
    ],
    rows: [
      ['Paket', f.plan],
      ['Tagihan', f.amount],
      ['Masa tenggang sampai', f.graceUntil],
    ],
    button: { label: `Bayar ${f.amount}`, href: f.links.subscription },
  }),
  expired: (f) => ({
    subject: `${f.plan} sudah berakhir`,
    title: 'Langgananmu sudah berakhir',
    paragraphs: [
      'Akunmu memakai kredit lagi. Kreditmu dan semua hasilmu tetap ada, dan kamu bisa berlangganan lagi kapan saja.',
    ],
    button: { label: 'Lihat paket', href: f.links.pricing },
  }),
  'refund-requested': (f) => ({
    subject: `Permintaan pengembalian ${f.amount} diterima`,
    title: 'Permintaanmu kami terima',
    paragraphs: ['Kami akan memeriksanya dan memberi kabar lewat e-mail.'],
    rows: [
      ['Jumlah', f.amount],
      ['Pesanan', f.order],
    ],
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  'refund-approved': (f) => ({
    subject: `Pengembalian ${f.amount} disetujui`,
    title: 'Pengembalian danamu disetujui',
    paragraphs: ['Uangnya sedang kami kirim. Kamu mendapat kabar begitu terkirim.', ...note(f.note)],
    rows: [
      ['Jumlah', f.amount],
      ['Pesanan', f.order],
    ],
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  'refund-rejected': (f) => ({
    subject: `Pengembalian ${f.amount} tidak disetujui`,
    title: 'Pengembalian danamu tidak disetujui',
    paragraphs: ['Yang tadinya kami tarik sudah kami kembalikan ke akunmu.', ...note(f.note)],
    rows: [
      ['Jumlah', f.amount],
      ['Pesanan', f.order],
    ],
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  'refund-paid': (f) => ({
    subject: `${f.amount} sudah dikirim kembali`,
    title: 'Uangmu sudah dikirim kembali',
    paragraphs: ['Tergantung banknya, uangnya bisa baru terlihat beberapa hari lagi.'],
    rows: [['Jumlah', f.amount], ['Pesanan', f.order], ...row('Referensi', f.note)],
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  'quota-80': (f) => ({
    subject: `Kuota hari ini: ${f.used} dari ${f.limit} terpakai`,
    title: 'Kuota hari ini hampir habis',
    paragraphs: [`Sudah ${f.used} dari ${f.limit} terpakai. Kuota baru datang pukul 07.00 WIB.`],
    button: { label: 'Lihat kuota', href: f.links.subscription },
    unsubscribe: f.unsubscribe,
  }),
  'quota-100': (f) => ({
    subject: 'Kuota hari ini sudah terpakai semua',
    title: 'Kuota hari ini sudah habis',
    paragraphs: [
      `${f.limit} dari ${f.limit} terpakai. Kuota baru datang pukul 07.00 WIB; kalau tidak mau menunggu, naikkan paket atau pakai kredit.`,
    ],
    button: { label: 'Lihat pilihan', href: f.links.subscription },
    unsubscribe: f.unsubscribe,
  }),
  'credits-low': (f) => ({
    subject: `Kreditmu tinggal ${f.left}`,
    title: `Kreditmu tinggal ${f.left}`,
    paragraphs: ['Isi ulang supaya bisa terus membuat. Kredit yang dibeli tidak kedaluwarsa.'],
    button: { label: 'Isi kredit', href: f.links.credits },
    unsubscribe: f.unsubscribe,
  }),
}

const en: Words = {
  receipt: (f) => ({
    subject: `Payment received: ${f.amount}`,
    title: 'We have received your payment',
    paragraphs: [
      `Thank you, ${f.name}. The invoice is attached as a PDF.`,
      ...(f.asCredits
        ? [
            'The order could no longer be filled when the money came, so its worth has become credits. They do not expire.',
          ]
        : []),
    ],
    rows: [
      ['For', f.what],
      ['Amount', f.amount],
      ['Invoice', f.number],
      ['Order', f.order],
      ...row('Paid by', f.method),
    ],
    button: { label: 'See the payment', href: f.links.payment },
  }),
  subscribed: (f) => ({
    subject: `${f.plan} is active`,
    title: `${f.plan} is active`,
    paragraphs: [`From now on you have ${f.quota} generates a day, with the models of this plan.`],
    rows: [
      ['Plan', f.plan],
      ['Until', f.until],
    ],
    button: { label: 'Start creating', href: f.links.subscription },
  }),
  'plan-changed': (f) => ({
    subject: `Your plan is ${f.plan} now`,
    title: `Your plan is ${f.plan} now`,
    paragraphs: [`From now on you have ${f.quota} generates a day. What was used today stays used.`],
    rows: [
      ['Plan', f.plan],
      ['Until', f.until],
    ],
    button: { label: 'See the subscription', href: f.links.subscription },
  }),
  renewed: (f) => ({
    subject: `${f.plan} renewed until ${f.until}`,
    title: 'Your subscription is renewed',
    paragraphs: ['Nothing changes: just go on creating.'],
    rows: [
      ['Plan', f.plan],
      ['Until', f.until],
    ],
    button: { label: 'See the subscription', href: f.links.subscription },
  }),
  cancelled: (f) => ({
    subject: `${f.plan} will not renew`,
    title: 'Your subscription is cancelled',
    paragraphs: [
      `You can use it until ${f.until}. After that your account pays with credits again, and they are untouched. Changed your mind? Resume any time before that day.`,
    ],
    button: { label: 'Resume the subscription', href: f.links.subscription },
  }),
  'renewal-soon': (f) => ({
    subject: `${f.plan} ends on ${f.until}`,
    title: 'Your period ends soon',
    paragraphs: [`Pay before ${f.until} to go on without a break. We never charge by ourselves.`],
    rows: [
      ['Plan', f.plan],
      ['To pay', f.amount],
      ['Due', f.until],
    ],
    button: { label: `Pay ${f.amount}`, href: f.links.subscription },
  }),
  'renewal-today': (f) => ({
    subject: `The last day of ${f.plan}`,
    title: 'This is the last day',
    paragraphs: [`Your subscription ends on ${f.until}. Pay now and the next period follows right on.`],
    rows: [
      ['Plan', f.plan],
      ['To pay', f.amount],
      ['Due', f.until],
    ],
    button: { label: `Pay ${f.amount}`, href: f.links.subscription },
  }),
  grace: (f) => ({
    subject: `${f.plan}: grace until ${f.graceUntil}`,
    title: 'Your subscription is in its grace',
    paragraphs: [
      `It ended on ${f.until}, but you can go on until ${f.graceUntil}. After that your account pays with credits.`,
    ],
    rows: [
      ['Plan', f.plan],
      ['To pay', f.amount],
      ['Grace until', f.graceUntil],
    ],
    button: { label: `Pay ${f.amount}`, href: f.links.subscription },
  }),
  expired: (f) => ({
    subject: `${f.plan} has ended`,
    title: 'Your subscription has ended',
    paragraphs: [
      'Your account pays with credits again. Your credits and all your results are still there, and you can subscribe again any time.',
    ],
    button: { label: 'See the plans', href: f.links.pricing },
  }),
  'refund-requested': (f) => ({
    subject: `Your request for ${f.amount} back has arrived`,
    title: 'We have your request',
    paragraphs: ['We will look at it and write to you.'],
    rows: [
      ['Amount', f.amount],
      ['Order', f.order],
    ],
    button: { label: 'See the payment', href: f.links.payment },
  }),
  'refund-approved': (f) => ({
    subject: `Refund of ${f.amount} approved`,
    title: 'Your refund is approved',
    paragraphs: ['We are sending the money. You will hear from us when it is on its way.', ...note(f.note)],
    rows: [
      ['Amount', f.amount],
      ['Order', f.order],
    ],
    button: { label: 'See the payment', href: f.links.payment },
  }),
  'refund-rejected': (f) => ({
    subject: `Refund of ${f.amount} not approved`,
    title: 'Your refund was not approved',
    paragraphs: ['What had been taken back is in your account again.', ...note(f.note)],
    rows: [
      ['Amount', f.amount],
      ['Order', f.order],
    ],
    button: { label: 'See the payment', href: f.links.payment },
  }),
  'refund-paid': (f) => ({
    subject: `${f.amount} is on its way back`,
    title: 'Your money is on its way back',
    paragraphs: ['Depending on the bank it may take a few days to show.'],
    rows: [['Amount', f.amount], ['Order', f.order], ...row('Reference', f.note)],
    button: { label: 'See the payment', href: f.links.payment },
  }),
  'quota-80': (f) => ({
    subject: `Quota today: ${f.used} of ${f.limit} used`,
    title: "Today's quota is nearly used",
    paragraphs: [`${f.used} of ${f.limit} are used. New quota comes at 07.00 WIB.`],
    button: { label: 'See the quota', href: f.links.subscription },
    unsubscribe: f.unsubscribe,
  }),
  'quota-100': (f) => ({
    subject: "Today's quota is used up",
    title: "Today's quota is used up",
    paragraphs: [
      `${f.limit} of ${f.limit} are used. New quota comes at 07.00 WIB; if you would rather not wait, take a larger plan or use credits.`,
    ],
    button: { label: 'See the choices', href: f.links.subscription },
    unsubscribe: f.unsubscribe,
  }),
  'credits-low': (f) => ({
    subject: `You have ${f.left} credits left`,
    title: `You have ${f.left} credits left`,
    paragraphs: ['Top up to go on creating. Bought credits do not expire.'],
    button: { label: 'Top up', href: f.links.credits },
    unsubscribe: f.unsubscribe,
  }),
}

export const letterWords = { id, en }
export const letterKinds = Object.keys(id) as Kind[]
export type { Kind }

function row(label: string, figure: string): [string, string][] {
  return figure ? [[label, figure]] : []
}

function note(text: string): string[] {
  return text ? [`“${text}”`] : []
}

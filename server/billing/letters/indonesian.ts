import type { Facts, Words } from './kinds.ts'

export const indonesian: Words = {
  receipt: (f) => ({
    subject: f.free ? `Pesanan selesai: ${f.what}` : `Pembayaran diterima: ${f.amount}`,
    title: f.free ? 'Pesananmu sudah selesai' : 'Pembayaranmu sudah kami terima',
    paragraphs: [
      `Terima kasih, ${f.name}. ${f.free ? 'Kali ini tidak ada yang perlu dibayar. ' : ''}Fakturnya terlampir sebagai PDF.`,
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
      ['Cara bayar', f.method],
    ],
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  subscribed: (f) => ({
    subject: `${f.plan} sudah aktif`,
    title: `${f.plan} sudah aktif`,
    paragraphs: [
      `Mulai sekarang kamu bisa membuat ${f.quota} kali setiap hari. Kuota baru datang pukul 07.00 WIB.`,
    ],
    rows: plan(f),
    button: { label: 'Mulai membuat', href: f.links.studio },
  }),
  'plan-changed': (f) => ({
    subject: `Paketmu sekarang ${f.plan}`,
    title: `Paketmu sekarang ${f.plan}`,
    paragraphs: [
      `Mulai sekarang kamu bisa membuat ${f.quota} kali setiap hari. Yang sudah terpakai hari ini tetap terhitung.`,
    ],
    rows: plan(f),
    button: { label: 'Lihat langganan', href: f.links.subscription },
  }),
  renewed: (f) => ({
    subject: `${f.plan} diperpanjang sampai ${f.until}`,
    title: 'Langgananmu diperpanjang',
    paragraphs: ['Terima kasih sudah lanjut. Kamu bisa terus membuat tanpa jeda.'],
    rows: plan(f),
    button: { label: 'Lihat langganan', href: f.links.subscription },
  }),
  cancelled: (f) => ({
    subject: f.running ? `${f.plan} tidak akan diperpanjang` : `${f.plan} sudah dihentikan`,
    title: f.running ? 'Langgananmu dibatalkan' : 'Langgananmu sudah dihentikan',
    paragraphs: f.running
      ? [
          `Kamu masih bisa memakainya sampai ${f.until}. Setelah itu akunmu memakai kredit lagi, dan kreditmu tetap utuh.`,
          'Berubah pikiran? Lanjutkan kapan saja sebelum tanggal itu.',
        ]
      : ['Akunmu memakai kredit lagi. Kreditmu dan semua hasilmu tetap ada.'],
    button: f.running
      ? { label: 'Lanjutkan langganan', href: f.links.subscription }
      : { label: 'Lihat paket', href: f.links.pricing },
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
      'Akunmu memakai kredit lagi. Kreditmu dan semua hasilmu tetap utuh, dan kamu bisa berlangganan lagi kapan saja.',
    ],
    button: { label: 'Lihat paket', href: f.links.pricing },
  }),
  'refund-requested': (f) => ({
    subject: `Permintaan pengembalian ${f.amount} diterima`,
    title: 'Permintaanmu sudah kami terima',
    paragraphs: ['Kami periksa dulu, lalu kamu mendapat kabar lewat e-mail.'],
    rows: refund(f),
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  'refund-approved': (f) => ({
    subject: `Pengembalian ${f.amount} disetujui`,
    title: 'Pengembalian danamu disetujui',
    paragraphs: ['Uangnya sedang kami kirim. Kamu mendapat kabar begitu terkirim.', ...note(f.note)],
    rows: refund(f),
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  'refund-rejected': (f) => ({
    subject: `Pengembalian ${f.amount} tidak disetujui`,
    title: 'Pengembalian danamu tidak disetujui',
    paragraphs: ['Yang kami tarik waktu kamu memintanya sudah kembali ke akunmu.', ...note(f.note)],
    rows: refund(f),
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  'refund-paid': (f) => ({
    subject: `${f.amount} sudah dikirim kembali`,
    title: 'Uangmu sudah dikirim kembali',
    paragraphs: ['Tergantung banknya, uangnya bisa baru terlihat beberapa hari lagi.'],
    rows: [...refund(f), ['Referensi', f.note]],
    button: { label: 'Lihat pembayaran', href: f.links.payment },
  }),
  'quota-80': (f) => ({
    subject: `Kuota hari ini: ${f.used} dari ${f.limit} terpakai`,
    title: 'Kuota hari ini hampir habis',
    paragraphs: [`Sudah ${f.used} dari ${f.limit} terpakai. Kuota baru datang pukul 07.00 WIB.`],
    button: { label: 'Lihat pemakaian', href: f.links.usage },
  }),
  'quota-100': (f) => ({
    subject: 'Kuota hari ini sudah terpakai semua',
    title: 'Kuota hari ini sudah habis',
    paragraphs: [
      `Semua ${f.limit} kuota hari ini sudah terpakai. Kuota baru datang pukul 07.00 WIB; kalau tidak mau menunggu, naikkan paket atau pakai kredit.`,
    ],
    button: { label: 'Lihat pilihan', href: f.links.subscription },
  }),
  'credits-low': (f) => ({
    subject: f.left === '0' ? 'Kreditmu habis' : `Kreditmu tinggal ${f.left}`,
    title: f.left === '0' ? 'Kreditmu sudah habis' : `Kreditmu tinggal ${f.left}`,
    paragraphs: ['Isi ulang supaya bisa terus membuat. Kredit yang dibeli tidak kedaluwarsa.'],
    button: { label: 'Isi kredit', href: f.links.credits },
  }),
}

function plan(f: Facts): [string, string][] {
  return [
    ['Paket', f.plan],
    ['Kuota sehari', f.quota],
    ['Model', f.opens],
    ['Berlaku sampai', f.until],
    ['Pembayaran berikutnya', f.next],
  ]
}

function refund(f: Facts): [string, string][] {
  return [
    ['Jumlah', f.amount],
    ['Untuk', f.what],
    ['Pesanan', f.order],
    ['Kredit ditarik', f.credits],
  ]
}

function note(text: string): string[] {
  return text ? [`“${text}”`] : []
}

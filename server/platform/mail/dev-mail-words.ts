export type MailWords = (typeof mailWords)['id' | 'en']

export const mailWords = {
  id: {
    lang: 'id',
    tag: 'id-ID',
    title: 'Kotak surat',
    about:
      'Surat yang ditulis Lumiku di mesin ini. Hanya ada saat pengembangan; di produksi semuanya dikirim lewat SMTP.',
    empty: 'Belum ada surat. Minta kata sandi baru di halaman masuk, lalu kembali ke sini.',
    only: 'Hanya untuk',
    all: 'Semua surat',
    to: 'Untuk',
    at: 'Ditulis',
    text: 'Teks polos',
    waiting: 'menunggu',
    sent: 'terkirim',
    kept: 'disimpan di sini',
    failed: 'gagal',
    forgotten: 'Isinya sudah dilupakan.',
    letter: 'Isi surat',
  },
  en: {
    lang: 'en',
    tag: 'en-GB',
    title: 'Mailbox',
    about:
      'The letters Lumiku wrote on this machine. Only here during development; in production they all go out by SMTP.',
    empty: 'No letters yet. Ask for a new password on the sign-in page, then come back.',
    only: 'Only for',
    all: 'All letters',
    to: 'To',
    at: 'Written',
    text: 'Plain text',
    waiting: 'waiting',
    sent: 'sent',
    kept: 'kept here',
    failed: 'failed',
    forgotten: 'What it said has been forgotten.',
    letter: 'The letter',
  },
} as const

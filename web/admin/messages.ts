import { defineMessages } from '#ui/i18n.tsx'

/** Words that several of the operator's pages share. */
export const words = defineMessages({
  id: {
    sections: 'Bagian pengelola',
    refunds: 'Pengembalian dana',
    payments: 'Pembayaran',
    coupons: 'Kupon',
    plans: 'Paket',
    credits: '{count, plural, other {# kredit}}',
    more: 'Muat lebih banyak',
    back: 'Kembali',
    close: 'Tutup',
    alreadyDone: 'Orang lain sudah lebih dulu. Yang terbaru sekarang terlihat di halaman ini.',
    notRefundable: 'Sebanyak itu tidak bisa dikembalikan dari pembayaran ini, atau masih ada yang berjalan.',
    gatewaySilent: 'Layanan pembayaran sedang tidak bisa ditanya. Coba lagi sebentar.',
    adminOnly: 'Akunmu tidak lagi boleh melakukan ini.',
    offline: 'Server tidak terjangkau. Cek sinyalmu lalu coba lagi.',
    failed: 'Belum berhasil. Coba lagi sebentar. Kode: {code}',
  },
  en: {
    sections: 'Operator sections',
    refunds: 'Refunds',
    payments: 'Payments',
    coupons: 'Coupons',
    plans: 'Plans',
    credits: '{count, plural, one {# credit} other {# credits}}',
    more: 'Load more',
    back: 'Back',
    close: 'Close',
    alreadyDone: 'Somebody else was first. The page now shows how it stands.',
    notRefundable: 'This payment has not that much left to give back, or another refund is still open.',
    gatewaySilent: 'The payment service cannot be asked just now. Try again in a moment.',
    adminOnly: 'Your account may no longer do this.',
    offline: 'The server could not be reached. Check your signal and try again.',
    failed: 'That did not work. Try again in a moment. Code: {code}',
  },
})

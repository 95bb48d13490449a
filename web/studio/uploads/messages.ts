import { defineMessages } from '#ui/i18n.tsx'

/** Why a file was not taken, by the code of the check or of the server. */
export const words = defineMessages({
  id: {
    empty: 'File ini kosong.',
    kind: 'Jenis file ini belum bisa dipakai di sini.',
    too_big: 'Terlalu besar. Paling besar 4 GB per file.',
    too_long: 'Terlalu panjang. Paling lama 4 jam per klip.',
    storage_full: 'Penyimpananmu penuh. Hapus beberapa file di Galeri dulu.',
    payload_too_large: 'Terlalu besar. Paling besar 4 GB per file.',
    unsupported_media: 'Isinya bukan video atau suara yang bisa dibaca. Coba ekspor ulang sebagai MP4.',
    invalid_input: 'Isinya tidak bisa dibaca. Mungkin filenya terpotong.',
    unauthenticated: 'Sesimu habis. Masuk lagi, lalu lanjutkan.',
    rate_limited: 'Terlalu banyak sekaligus. Tunggu sebentar, lalu coba lagi.',
    unavailable: 'Server sedang tidak bisa menerima file. Coba lagi sebentar.',
  },
  en: {
    empty: 'This file is empty.',
    kind: 'This kind of file cannot be used here.',
    too_big: 'Too large. 4 GB a file at most.',
    too_long: 'Too long. 4 hours a clip at most.',
    storage_full: 'Your storage is full. Delete some files in the Gallery first.',
    payload_too_large: 'Too large. 4 GB a file at most.',
    unsupported_media: 'What is inside is no video or sound we can read. Try exporting it again as MP4.',
    invalid_input: 'What is inside cannot be read. The file may be cut short.',
    unauthenticated: 'Your session has ended. Sign in again, then continue.',
    rate_limited: 'Too many at once. Wait a moment, then try again.',
    unavailable: 'The server cannot take files right now. Try again in a moment.',
  },
})

import { defineMessages } from '#ui/i18n.tsx'

export const words = defineMessages({
  id: {
    title: 'Bentuk lain video ini',
    compact: 'Unduh versi ringkas',
    compactName: 'Unduh versi ringkas: {name}',
    compactText:
      'File kecil yang bisa diputar dan digeser di pemutar video. Belum dicoba di YouTube dan platform lain: untuk upload, pakai unduhan biasa.',
    writeOut: 'Simpan sebagai file biasa',
    writeOutName: 'Simpan sebagai file biasa: {name}',
    writeOutText: 'Sekarang video ini memakai {stored}. Sebagai file biasa memakai {bytes} penyimpananmu.',
    writing: 'Menulis {bytes}. Halaman ini boleh ditinggal.',
    written: 'Sudah tersimpan sebagai file biasa, {bytes}.',
    full: 'Penyimpananmu tidak cukup untuk {bytes}. Hapus beberapa file dulu, atau unduh langsung saja.',
    failed: 'File belum jadi ditulis. Coba lagi.',
  },
  en: {
    title: 'Other forms of this video',
    compact: 'Download the compact version',
    compactName: 'Download the compact version: {name}',
    compactText:
      'A small file that plays and seeks in video players. Untried on YouTube and other platforms: to upload, take the ordinary download.',
    writeOut: 'Store as an ordinary file',
    writeOutName: 'Store as an ordinary file: {name}',
    writeOutText: 'This video takes {stored} now. As an ordinary file it takes {bytes} of your storage.',
    writing: 'Writing {bytes}. You may leave this page.',
    written: 'Stored as an ordinary file, {bytes}.',
    full: 'Your storage has no room for {bytes}. Delete some files first, or simply download it.',
    failed: 'The file was not written. Try again.',
  },
})

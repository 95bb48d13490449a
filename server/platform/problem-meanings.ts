import type { ProblemCode } from './problem.ts'

/** What each refusal means and what can be done about it, for the page the problem's `type` leads to. */
export const meanings: Record<ProblemCode, { id: string; en: string }> = {
  malformed_json: {
    id: 'Isi permintaan bukan JSON yang benar. Perbaiki lalu kirim lagi.',
    en: 'The body is not well-formed JSON. Correct it and send it again.',
  },
  bad_request: {
    id: 'Permintaan tidak bisa dimengerti; `detail` menyebut alasannya.',
    en: 'The request cannot be understood; `detail` says why.',
  },
  unauthenticated: {
    id: 'Kamu belum masuk, sesimu sudah berakhir, atau e-mail dan kata sandinya salah. Masuk lalu ulangi.',
    en: 'You are not signed in, the session is over, or e-mail and password are wrong. Sign in and repeat.',
  },
  insufficient_credits: {
    id: 'Kredit tidak cukup: perlu `required`, ada `current`. Jalan keluar beserta harganya ada di `exits`. Tidak ada yang ditagih.',
    en: 'Not enough credits: `required` are needed, there are `current`. The ways out, priced, are in `exits`. Nothing was charged.',
  },
  tier_required: {
    id: 'Model `modelKey` terbuka mulai paket `requiredTier`. Paket yang membukanya ada di `exits`.',
    en: 'The model `modelKey` opens from the tier `requiredTier` on. The plan that unlocks it is in `exits`.',
  },
  admin_only: {
    id: 'Bagian ini hanya untuk pengelola studio.',
    en: 'This part is for the operators of the studio only.',
  },
  feature_required: {
    id: 'Paketmu belum mencakup fitur ini.',
    en: 'Your plan does not include this feature.',
  },
  email_unverified: {
    id: 'Konfirmasi dulu alamat e-mailmu lewat surat yang kami kirim.',
    en: 'Confirm your e-mail address first, by the letter we sent.',
  },
  forbidden_origin: {
    id: 'Permintaan ini membawa cookie kami tetapi datang dari halaman lain. Program memakai token bearer, bukan cookie.',
    en: 'The request carries our cookie but came from a page that is not ours. Programs use a bearer token, not the cookie.',
  },
  not_found: {
    id: 'Tidak ada di sini: alamatnya salah, sudah dihapus, atau milik akun lain.',
    en: "Not here: the address is wrong, it was deleted, or it is another account's.",
  },
  not_subscribed: {
    id: 'Tidak ada langganan yang sedang berjalan, jadi tidak ada yang bisa diubah atau diperpanjang.',
    en: 'No subscription is live, so there is nothing to change or renew.',
  },
  already_paid: {
    id: 'Masa berikutnya sudah dibayar. Tidak ada yang ditagih lagi.',
    en: 'The next period is paid for. Nothing is charged again.',
  },
  trial_used: {
    id: 'Masa coba hanya sekali untuk tiap akun dan e-mail, dan hanya pada paket yang menyediakannya.',
    en: 'Free days are given once for each account and e-mail, and only with plans that have them.',
  },
  not_refundable: {
    id: 'Dari pembayaran ini tidak ada lagi yang bisa dikembalikan, atau pengembaliannya sedang diproses.',
    en: 'Nothing of this payment can be given back any more, or a refund of it is under way.',
  },
  already_subscribed: {
    id: 'Akun ini sudah punya langganan yang berjalan. Ganti paketnya, jangan berlangganan lagi.',
    en: 'The account has a live subscription. Change its plan instead of subscribing again.',
  },
  model_unavailable: {
    id: 'Model atau aplikasi ini belum bisa dipakai di sini: penyedianya belum dipasang, masih uji coba, dimatikan, atau segera hadir.',
    en: 'The model or app cannot be used here now: its provider is not set up, it is in beta, switched off, or still to come.',
  },
  idempotency_in_progress: {
    id: 'Permintaan pertama dengan Idempotency-Key ini masih dijawab. Tunggu sebentar lalu ulangi.',
    en: 'The first request with this Idempotency-Key is still being answered. Wait a moment and repeat.',
  },
  already_ended: {
    id: 'Proses ini sudah berakhir, jadi tidak ada yang bisa dibatalkan.',
    en: 'The run has ended, so there is nothing left to cancel.',
  },
  still_running: {
    id: 'Proses ini masih berjalan. Tunggu sampai berakhir atau batalkan dulu.',
    en: 'The run is still going. Wait for its end or cancel it first.',
  },
  in_use: {
    id: 'Masih dipakai proses yang berjalan. Tunggu sampai berakhir atau batalkan prosesnya.',
    en: 'A run in progress still needs it. Wait for its end, or cancel it.',
  },
  stale_version: {
    id: 'Proyek ini sudah disimpan dari tab atau perangkat lain sejak dibaca; versinya sekarang `version`. Baca lagi, lalu simpan di atasnya.',
    en: 'The project was saved from another tab or device since it was read; its version is now `version`. Read it again and save on top of that.',
  },
  too_many_projects: {
    id: 'Akun ini sudah punya `limit` proyek. Hapus yang tidak dipakai.',
    en: 'The account has `limit` projects already. Delete those that are not needed.',
  },
  email_taken: {
    id: 'Sudah ada akun dengan e-mail ini. Masuk, atau atur ulang kata sandinya.',
    en: 'There is an account with this e-mail. Sign in, or reset its password.',
  },
  payload_too_large: {
    id: 'Isi permintaan melewati batas; `limit` menyebut berapa byte. File besar dikirim lewat unggahan yang bisa dilanjutkan.',
    en: 'The body is over the limit; `limit` says how many bytes. Large files go through the resumable upload.',
  },
  storage_full: {
    id: 'Ruang simpan akun tidak cukup untuk file ini: terpakai `used` dari `limit` byte. Hapus yang tidak dipakai.',
    en: 'The account has no room for this file: `used` of `limit` bytes are taken. Delete what is not needed.',
  },
  unsupported_media: {
    id: 'File ini bukan video, gambar, atau suara yang bisa kami pakai; `reason` menyebut alasannya.',
    en: 'The file is no video, picture or sound that we can use; `reason` says why.',
  },
  invalid_input: {
    id: 'Ada isian yang perlu diperbaiki; `issues` menyebut masing-masing dengan letaknya. Isian yang tidak dikenal juga ditolak.',
    en: 'Some fields need another value; `issues` names each with its place. Unknown fields are refused too.',
  },
  idempotency_key_reused: {
    id: 'Idempotency-Key ini sudah dipakai untuk permintaan lain. Pakai kunci baru.',
    en: 'This Idempotency-Key was used for another request. Take a fresh one.',
  },
  quota_exceeded: {
    id: 'Kuota hari ini habis: `used` dari `limit`. Kuota kembali pada `resetAt`; jalan keluar lain ada di `exits`. Tidak ada yang ditagih.',
    en: "Today's quota is used up: `used` of `limit`. It returns at `resetAt`; other ways out are in `exits`. Nothing was charged.",
  },
  rate_limited: {
    id: 'Terlalu banyak percobaan. Ulangi setelah `retryAfter` detik.',
    en: 'Too many attempts. Repeat after `retryAfter` seconds.',
  },
  internal: {
    id: 'Ada yang salah di pihak kami dan sudah tercatat. Sebutkan `requestId` kalau menghubungi kami.',
    en: 'Something went wrong on our side and is noted. Name the `requestId` when you write to us.',
  },
  provider_failed: {
    id: 'Layanan pembuat media gagal. Yang tidak jadi tidak ditagih.',
    en: 'The service that makes the media failed. What was not delivered is not charged.',
  },
  unavailable: {
    id: 'Lumiku sedang tidak bisa menjawab. Ulangi setelah beberapa detik.',
    en: 'Lumiku cannot answer just now. Repeat after a few seconds.',
  },
}

/** What people write on slides, and some of what they should not. */
export const sampleTexts = [
  '5 cara *hemat* belanja bulanan untuk keluarga kecil di kota besar',
  'Kopi susu gula aren, mulai Rp 18.000 saja ☕',
  'Sebelum membeli rumah pertama, tanyakan tiga hal ini kepada pengembangnya supaya tidak menyesal di kemudian hari',
  'Geser untuk lihat *hasilnya* →',
  'Kenapa tanaman hiasmu layu? Kemungkinan besar karena terlalu sering disiram, bukan karena kurang air',
  'Non-stop dari jam 9 sampai 5',
  'Anak-anak butuh tidur 10 jam sehari. Orang dewasa? Minimal 7 jam, dan itu pun sering dilanggar',
  'Resep rahasia nenek: 500 gr tepung, 2 butir telur, dan kesabaran yang luar biasa besar',
  'How we cut our packaging waste by 40% in one year without raising a single price',
  'Baca sampai akhir, lalu simpan!',
]

const pieces = [
  '👨‍👩‍👧',
  '🇮🇩',
  '👍🏽',
  '❤️',
  'kata-kata',
  'Rp 25.000',
  '*tegas*',
  'belanja',
  'hemat',
  'dan',
  'yang',
  'berkelanjutan',
  'pertanggungjawaban',
  'https://www.example.co.id/katalog/produk-terbaru-2026/sepatu-lari?ukuran=42&warna=merah#ulasan',
  '\n',
  '\n\n',
  'مرحبا بالعالم',
  'تخفيضات',
  '你好，世界',
  '限时优惠。',
  'ÅÉÎÕÜ',
  'ğjpqyş',
  'e\u0301a\u0300',
  'Ŵĝ',
  'n\u0303',
  '100%',
  '“kutip”',
  '—',
  '…',
  '½',
  '№ 7',
  'ĐẶNG',
  'Việt',
  'naïve',
  'Łódź',
  'señor',
  '@akun.toko',
  '#promo',
  '24/7',
  'S&K',
] as const

/** A text of up to 30 pieces: the same for the same number. */
export function randomText(seed: number): string {
  let state = (seed * 2_654_435_761) >>> 0
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
  const count = 1 + Math.floor(next() * 30)
  return (
    Array.from({ length: count }, () => pieces[Math.floor(next() * pieces.length)])
      .join(' ')
      .trim() || 'a'
  )
}

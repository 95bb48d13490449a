/** A bundle of credits for sale. `amount` is whole rupiah. Bought credits never expire. */
export interface Pack {
  packId: string
  credits: number
  amount: number
}

export const packs: Pack[] = [
  { packId: 'topup-1500', credits: 1_500, amount: 100_000 },
  { packId: 'topup-4000', credits: 4_000, amount: 250_000 },
  { packId: 'topup-9000', credits: 9_000, amount: 500_000 },
]

/** Credits given once for each verified e-mail address. */
export const signUpBonus = 100

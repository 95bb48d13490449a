import type { Db, Tx } from '#server/platform/db.ts'
import { invalid, Problem } from '#server/platform/problem.ts'
import { couponFaults } from './coupon-faults.ts'
import type { Coupon, CouponTerms } from './coupon-schemas.ts'
import { readCoupons } from './list-coupons.ts'

/**
 * Makes a coupon. Making the same one twice makes one: `made` says whether this call did. 422 with the fields that cannot be kept;
 * on `code`, with `reason: taken`, when there is one of that name with other terms.
 */
export async function makeCoupon(db: Db, terms: CouponTerms): Promise<{ coupon: Coupon; made: boolean }> {
  return db.begin(async (tx) => {
    const [known] = await readCoupons(tx, [terms.code])
    if (known) return { coupon: sameOrTaken(known, terms), made: false }
    await refuseFaults(tx, terms)
    const [made] = await tx`
      insert into coupons (code, kind, value, items, first_payment_only, periods, uses_limit, uses_per_account, valid_from, valid_until)
      values (${terms.code}, ${terms.kind}, ${terms.value},
        (select array_agg(item) from jsonb_array_elements_text(nullif(${JSON.stringify(terms.items)}::text::jsonb, 'null')) item),
        ${terms.firstPaymentOnly}, ${terms.periods}, ${terms.usesLimit}, ${terms.usesPerAccount},
        coalesce(${terms.validFrom ?? null}::timestamptz, now()), ${terms.validUntil}::timestamptz)
      on conflict (code) do nothing returning 1`
    const [coupon] = await readCoupons(tx, [terms.code])
    return { coupon: made ? coupon! : sameOrTaken(coupon!, terms), made: Boolean(made) }
  })
}

async function refuseFaults(tx: Tx, terms: CouponTerms): Promise<void> {
  const [{ now, items }] = await tx`
    select now(), array(select plan_id from plans where price > 0 union all select pack_id from packs) as items`
  const issues = couponFaults(terms, { onSale: [...items], now })
  if (issues.length > 0) throw new Problem('invalid_input', { detail: issues[0]!.message, issues })
}

function sameOrTaken(known: Coupon, terms: CouponTerms): Coupon {
  const same =
    known.kind === terms.kind &&
    known.value === terms.value &&
    known.firstPaymentOnly === terms.firstPaymentOnly &&
    known.periods === terms.periods &&
    known.usesLimit === terms.usesLimit &&
    known.usesPerAccount === terms.usesPerAccount &&
    JSON.stringify(known.items) === JSON.stringify(terms.items) &&
    (terms.validFrom === undefined || sameTime(known.validFrom, terms.validFrom)) &&
    sameTime(known.validUntil, terms.validUntil)
  if (!same) throw invalid(['code'], 'There is a coupon of this name', { reason: 'taken' })
  return known
}

function sameTime(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : Date.parse(a) === Date.parse(b)
}

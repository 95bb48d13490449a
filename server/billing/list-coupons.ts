import type { Db, Tx } from '#server/platform/db.ts'
import type { Coupon } from './coupon-schemas.ts'

/** Every coupon, newest first, with how it was used. The cursor is a code. */
export async function listCoupons(
  db: Db,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Coupon[]; nextCursor: string | null }> {
  const found: { code: string }[] = await db`
    select code from coupons
    where ${cursor ?? null}::text is null or (created_at, code) < (select created_at, code from coupons where code = ${cursor ?? null})
    order by created_at desc, code desc limit ${limit + 1}`
  const page = found.slice(0, limit).map(({ code }) => code)
  return {
    items: await readCoupons(db, page),
    nextCursor: found.length > limit ? (page.at(-1) ?? null) : null,
  }
}

/** The coupons of these codes, newest first. */
export async function readCoupons(db: Db | Tx, codes: string[]): Promise<Coupon[]> {
  const rows = await db`
    select c.*, u.uses, u.paid, u.given from coupons c
    cross join lateral (
      select count(*)::int as uses, (count(*) filter (where p.status = 'paid'))::int as paid,
        coalesce(sum(p.discount) filter (where p.status = 'paid'), 0)::bigint as given
      from coupon_uses u join payments p on p.id = u.payment_id where u.code = c.code
    ) u
    where c.code in (select jsonb_array_elements_text(${JSON.stringify(codes)}::text::jsonb))
    order by c.created_at desc, c.code desc`
  return rows.map(present)
}

function present(row: Row): Coupon {
  return {
    code: row.code,
    kind: row.kind,
    value: row.value,
    items: row.items && [...row.items],
    firstPaymentOnly: row.first_payment_only,
    periods: row.periods,
    usesLimit: row.uses_limit,
    usesPerAccount: row.uses_per_account,
    validFrom: row.valid_from.toISOString(),
    validUntil: row.valid_until?.toISOString() ?? null,
    enabled: row.enabled,
    createdAt: row.created_at.toISOString(),
    uses: row.uses,
    paidUses: row.paid,
    given: Number(row.given),
  }
}

interface Row {
  code: string
  kind: Coupon['kind']
  value: number
  items: string[] | null
  first_payment_only: boolean
  periods: number | null
  uses_limit: number | null
  uses_per_account: number
  valid_from: Date
  valid_until: Date | null
  enabled: boolean
  created_at: Date
  uses: number
  paid: number
  /** bigint. */
  given: string
}

import type { BookRule } from './book-rule.ts'

const credits = `unit = 'credit'`
const today = `unit = 'quota' and day >= (select quota_day())`
const filed = 'day < (select filed_before from quota_archive)'
/** Few entries have a grant: an index leads to them. */
const ofGrants = '(select account_id, grant_id, kind, amount from entries where grant_id is not null)'

/** What the ledger promises about its own rows. */
export const bookRules: BookRule[] = [
  {
    says: 'credits that can be spent equal the sum of the entries',
    each: ['account_id'],
    left: { available: { from: 'balances', by: ['account_id'], value: 'available', where: credits } },
    right: { entries: { from: 'entries', by: ['account_id'], value: 'amount', where: credits } },
  },
  {
    says: 'credits held equal the open holds',
    each: ['account_id'],
    left: { held: { from: 'balances', by: ['account_id'], value: 'held', where: credits } },
    right: {
      open_holds: {
        from: 'holds',
        by: ['account_id'],
        value: 'amount',
        where: `${credits} and ended_at is null`,
      },
    },
  },
  {
    says: 'what entries set aside is what is held',
    each: ['account_id'],
    left: { held: { from: 'balances', by: ['account_id'], value: 'held', where: credits } },
    right: { entries: { from: 'entries', by: ['account_id'], value: 'held', where: credits } },
  },
  {
    says: 'what grants have left equals what can be spent and what is held',
    each: ['account_id'],
    left: { remaining: { from: 'grants', by: ['account_id'], value: 'remaining' } },
    right: { balance: { from: 'balances', by: ['account_id'], value: 'available + held', where: credits } },
  },
  {
    says: 'what each grant has lost, holds have burned, or it expired or was taken back',
    each: ['grant_id'],
    left: { lost: { from: 'grants', by: ['id'], value: 'amount - remaining - expired - taken_back' } },
    right: { burned: { from: 'burns', by: ['grant_id'], value: 'amount' } },
  },
  {
    says: 'every grant was entered once',
    each: ['account_id', 'grant_id'],
    left: { grants: { from: 'grants', by: ['account_id', 'id'], value: '1' } },
    right: {
      entries: { from: ofGrants, by: ['account_id', 'grant_id'], value: '1', where: `kind = 'grant'` },
    },
  },
  {
    says: 'what a grant gave is what its entry gave',
    each: ['account_id', 'grant_id'],
    left: { given: { from: 'grants', by: ['account_id', 'id'], value: 'amount' } },
    right: {
      entered: { from: ofGrants, by: ['account_id', 'grant_id'], value: 'amount', where: `kind = 'grant'` },
    },
  },
  {
    says: 'what expired of a grant, entries took away',
    each: ['account_id', 'grant_id'],
    left: { expired: { from: 'grants', by: ['account_id', 'id'], value: 'expired' } },
    right: {
      entered: {
        from: ofGrants,
        by: ['account_id', 'grant_id'],
        value: '-amount',
        where: `kind = 'expire'`,
      },
    },
  },
  {
    says: 'what was taken back of a grant, entries took away',
    each: ['account_id', 'grant_id'],
    left: { taken_back: { from: 'grants', by: ['account_id', 'id'], value: 'taken_back' } },
    right: {
      entered: {
        from: ofGrants,
        by: ['account_id', 'grant_id'],
        value: '-amount',
        where: `kind = 'take_back'`,
      },
    },
  },
  {
    says: 'no credits expire before their balance looks for it',
    find: `select g.account_id, g.id as grant_id, g.expires_at, b.expires_at as looks_at
           from grants g left join balances b on b.account_id = g.account_id and b.unit = 'credit'
           where g.remaining > 0 and g.expires_at > now() and (b.expires_at is null or b.expires_at > g.expires_at)`,
  },
  {
    says: 'every hold was entered once, when it was made',
    each: ['account_id', 'hold_id'],
    left: { holds: { from: 'holds', by: ['account_id', 'id'], value: '1' } },
    right: {
      entries: { from: 'entries', by: ['account_id', 'hold_id'], value: '1', where: `kind = 'hold'` },
    },
  },
  {
    says: 'what a hold sets aside is what its entry set aside',
    each: ['account_id', 'hold_id'],
    left: { held: { from: 'holds', by: ['account_id', 'id'], value: 'amount' } },
    right: {
      entered: { from: 'entries', by: ['account_id', 'hold_id'], value: '-amount', where: `kind = 'hold'` },
    },
  },
  {
    says: 'every ended hold has exactly one entry that ended it',
    each: ['account_id', 'hold_id'],
    left: {
      expected: {
        from: 'holds',
        by: ['account_id', 'id'],
        value: 'case when ended_at is null then 1 else 2 end',
      },
    },
    right: { entries: { from: 'entries', by: ['account_id', 'hold_id'], value: '1' } },
  },
  {
    says: 'what a hold settled is what was spent',
    each: ['account_id', 'hold_id'],
    left: { settled: { from: 'holds', by: ['account_id', 'id'], value: 'coalesce(settled, 0)' } },
    right: { spent: { from: 'entries', by: ['account_id', 'hold_id'], value: 'spent' } },
  },
  {
    says: 'what a hold did not settle was given back',
    each: ['account_id', 'hold_id'],
    left: { settled: { from: 'holds', by: ['account_id', 'id'], value: 'coalesce(settled, amount)' } },
    right: { kept: { from: 'entries', by: ['account_id', 'hold_id'], value: '-amount' } },
  },
  {
    says: 'every settled credit was burned from a grant',
    each: ['hold_id'],
    left: { settled: { from: 'holds', by: ['id'], value: 'coalesce(settled, 0)', where: credits } },
    right: { burned: { from: 'burns', by: ['hold_id'], value: 'amount' } },
  },
  {
    says: 'every account with entries has its balance row',
    find: `with lacking as materialized (
             select a.id as account_id, u.unit from accounts a cross join unnest(enum_range(null::unit)) u(unit)
             where not exists (select from balances b where b.account_id = a.id and b.unit = u.unit)
           )
           select account_id, unit from lacking l, lateral (select from entries e where e.account_id = l.account_id and e.unit = l.unit limit 1) entered`,
  },
  {
    says: "today's quota in use equals the day's entries",
    each: ['account_id', 'day'],
    left: { in_use: { from: 'balances', by: ['account_id', 'day'], value: 'used + held', where: today } },
    right: { entries: { from: 'entries', by: ['account_id', 'day'], value: '-amount', where: today } },
  },
  {
    says: "today's quota held equals the day's open holds",
    each: ['account_id', 'day'],
    left: { held: { from: 'balances', by: ['account_id', 'day'], value: 'held', where: today } },
    right: {
      open_holds: {
        from: 'holds',
        by: ['account_id', 'day'],
        value: 'amount',
        where: `${today} and ended_at is null`,
      },
    },
  },
  {
    says: 'every filed day of quota says what its entries say',
    each: ['account_id', 'day'],
    left: { filed: { from: 'quota_days', by: ['account_id', 'day'], value: 'used', where: filed } },
    right: {
      entries: {
        from: 'entries',
        by: ['account_id', 'day'],
        value: '-amount',
        where: `unit = 'quota' and ${filed}`,
      },
    },
  },
  {
    says: 'no hold is open in a filed day of quota',
    find: `select h.id as hold_id, account_id, day from holds h join quota_days using (account_id, day)
           where h.unit = 'quota' and h.ended_at is null`,
  },
]

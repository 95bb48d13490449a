import type { BookRule } from '#server/ledger/book-rule.ts'

/** Credits count up and quota down, so that one is never taken for the other. */
const bySign = (units: string) => `case unit when 'credit' then ${units} else -(${units}) end`

/**
 * What the books promise about work: a run and its hold live and end together. Where each hold has a run, as it should,
 * equations prove it; where not, and where results cost nothing, rows are compared.
 */
export const bookRules: BookRule[] = [
  {
    says: 'every run has its hold, in the same unit and amount',
    each: ['account_id', 'id'],
    left: { runs: { from: 'generations', by: ['account_id', 'id'], value: bySign('held + 1') } },
    right: { holds: { from: 'holds', by: ['account_id', 'id'], value: bySign('amount + 1') } },
    find: `select g.id, g.unit, g.held, h.unit as hold_unit, h.amount from generations g left join holds h on h.id = g.id
           where h.id is null or h.unit <> g.unit or h.amount <> g.held or h.account_id <> g.account_id`,
  },
  {
    says: 'a hold is open exactly as long as its run is',
    find: `select g.id, g.status, h.ended_at from generations g join holds h on h.id = g.id where g.status in ('queued', 'running') and h.ended_at is not null
           union all
           select g.id, g.status, h.ended_at from holds h join generations g on g.id = h.id where h.ended_at is null and g.finished_at is not null`,
  },
  {
    says: 'what a run settled is what its hold settled',
    each: ['account_id', 'id'],
    left: { run: { from: 'generations', by: ['account_id', 'id'], value: 'settled' } },
    right: { hold: { from: 'holds', by: ['account_id', 'id'], value: 'coalesce(settled, 0)' } },
    find: `select g.id, g.settled, h.settled as hold_settled from generations g join holds h on h.id = g.id
           where g.settled <> coalesce(h.settled, 0)`,
  },
  {
    says: 'what was settled is what the delivered results cost',
    each: ['id'],
    left: {
      paid_for: {
        from: 'generations',
        by: ['id'],
        value: 'coalesce(array_position(schedule, settled) - 1, -1)',
        where: 'finished_at is not null',
      },
      undecided: {
        from: `(select generation_id from generation_outputs join generations g on g.id = generation_id where g.status in ('queued', 'running'))`,
        by: ['generation_id'],
        value: '1',
      },
    },
    right: { delivered: { from: 'generation_outputs', by: ['generation_id'], value: '1' } },
    find: `select g.id, g.settled, count(o.position)::int as delivered from generations g
           left join generation_outputs o on o.generation_id = g.id where g.finished_at is not null
           group by g.id having g.settled is distinct from g.schedule[count(o.position) + 1]`,
  },
]

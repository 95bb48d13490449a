import type { BookRule } from '#server/ledger/reconcile.ts'

/** What the books promise about work: a run and its hold live and end together. */
export const bookRules: BookRule[] = [
  {
    says: 'every run has its hold, in the same unit and amount',
    find: `select g.id, g.unit, g.held, h.unit as hold_unit, h.amount from generations g left join holds h on h.id = g.id
           where h.id is null or h.unit <> g.unit or h.amount <> g.held or h.account_id <> g.account_id limit 1`,
  },
  {
    says: 'a hold is open exactly as long as its run is',
    find: `select g.id, g.status, h.ended_at from generations g join holds h on h.id = g.id
           where (g.finished_at is null) <> (h.ended_at is null) limit 1`,
  },
  {
    says: 'what was settled is what the delivered results cost',
    find: `select g.id, g.settled, h.settled as hold_settled, count(o.position) as delivered from generations g join holds h on h.id = g.id
           left join generation_outputs o on o.generation_id = g.id where g.finished_at is not null
           group by g.id, h.settled having g.settled <> h.settled or g.settled <> g.schedule[count(o.position) + 1] limit 1`,
  },
]

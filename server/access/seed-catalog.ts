import { apps } from '#apps/server.ts'
import { packs, signUpBonus } from '#catalog/packs.ts'
import { plans } from '#catalog/plans.ts'
import type { Db, Tx } from '#server/platform/db.ts'

/**
 * Brings the catalog of the code into the database. Doing it again changes nothing; rows an operator has edited are theirs
 * and stay as they are; what was sold keeps its own copy of the terms anyway.
 */
export async function seedCatalog(db: Db): Promise<void> {
  await db.begin(async (tx) => {
    await tx`select set_config('lumiku.seeding', 'on', true)`
    await tx`insert into offers (key, credits) values ('sign-up', ${signUpBonus}) on conflict do nothing`
    await seedPlans(tx)
    await seedPacks(tx)
    await seedModels(tx)
  })
}

async function seedPlans(tx: Tx) {
  const rows = plans.map((plan, position) => ({ ...plan, position }))
  await tx`
    insert into plans (plan_id, position, tier, name, price, billing_cycle, daily_quota, features, popular, save_percent)
    select p->>'planId', (p->>'position')::int, (p->>'tier')::tier, p->>'name', (p->>'price')::int, p->>'billingCycle',
           (p->>'dailyQuota')::int, array(select jsonb_array_elements_text(p->'features')),
           coalesce((p->>'popular')::boolean, false), (p->>'savePercent')::int
    from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) p
    on conflict (plan_id) do update set
      position = excluded.position, tier = excluded.tier, name = excluded.name, price = excluded.price,
      billing_cycle = excluded.billing_cycle, daily_quota = excluded.daily_quota, features = excluded.features,
      popular = excluded.popular, save_percent = excluded.save_percent
    where plans.edited_at is null`
}

async function seedPacks(tx: Tx) {
  const rows = packs.map((pack, position) => ({ ...pack, position }))
  await tx`
    insert into packs (pack_id, position, credits, amount)
    select p->>'packId', (p->>'position')::int, (p->>'credits')::int, (p->>'amount')::int
    from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) p
    on conflict (pack_id) do update set position = excluded.position, credits = excluded.credits, amount = excluded.amount
    where packs.edited_at is null`
}

async function seedModels(tx: Tx) {
  const rows = apps.flatMap((app) => app.models.map((model) => ({ ...model, app: app.manifest.id })))
  await tx`
    insert into models (key, app, name, tier, provider, beta, price, capabilities)
    select m->>'key', m->>'app', m->>'name', (m->>'tier')::tier, m->>'provider', coalesce((m->>'beta')::boolean, false),
           m->'price', m->'capabilities'
    from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) m
    on conflict (key) do update set
      app = excluded.app, name = excluded.name, tier = excluded.tier, provider = excluded.provider, beta = excluded.beta,
      price = excluded.price, capabilities = excluded.capabilities
    where models.edited_at is null
      and (models.app, models.name, models.tier, models.provider, models.beta, models.price, models.capabilities)
          is distinct from
          (excluded.app, excluded.name, excluded.tier, excluded.provider, excluded.beta, excluded.price, excluded.capabilities)`
}

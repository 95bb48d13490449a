import type { Db } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { hashPassword } from './passwords.ts'
import type { Role } from './tables.ts'

export interface DemoPerson {
  email: string
  password: string
  label: string
  userId: string
  accountId: string
  /** The plan they are to be on; null pays as it goes. */
  planId: string | null
}

export const demoPassword = 'lumiku-demo'

const cast: { email: string; name: string; label: string; role: Role; planId: string | null }[] = [
  { email: 'payg@lumiku.test', name: 'Sari', label: 'Pay as you go', role: 'member', planId: null },
  { email: 'basic@lumiku.test', name: 'Budi', label: 'Basic', role: 'member', planId: 'basic-monthly' },
  { email: 'pro@lumiku.test', name: 'Putri', label: 'Pro', role: 'member', planId: 'pro-monthly' },
  {
    email: 'enterprise@lumiku.test',
    name: 'Eka',
    label: 'Enterprise',
    role: 'member',
    planId: 'enterprise-monthly',
  },
  { email: 'admin@lumiku.test', name: 'Ayu', label: 'Admin', role: 'admin', planId: null },
]

/** One person of every kind, verified, made once. A password or name somebody changed since stays changed. */
export async function seedDemoPeople(db: Db): Promise<DemoPerson[]> {
  const hash = await hashPassword(demoPassword)
  const people: DemoPerson[] = []
  for (const { name, role, ...person } of cast) {
    const id = newId()
    const [made] = await db`
      with person as (
        insert into users (id, name, email, email_verified, role) values (${id}, ${name}, ${person.email}, true, ${role})
        on conflict (email) do nothing returning id
      )
      insert into credentials (id, user_id, account_id, provider_id, password)
      select ${newId()}, id, id::text, 'credential', ${hash} from person returning user_id`
    const userId: string = made?.user_id ?? (await userWith(db, person.email))
    people.push({ ...person, password: demoPassword, userId, accountId: userId })
  }
  return people
}

async function userWith(db: Db, email: string): Promise<string> {
  const [user] = await db`select id from users where email = ${email}`
  return user.id
}

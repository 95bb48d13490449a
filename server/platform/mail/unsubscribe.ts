import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Db } from '../db.ts'
import { isId } from '../ids.ts'

/** The address that ends letters about usage for somebody, without signing in. */
export function unsubscribeUrl(
  { publicUrl, secret }: Pick<Config, 'publicUrl' | 'secret'>,
  userId: string,
): string {
  return `${publicUrl}/api/unsubscribe?token=${userId}.${signature(secret, userId)}`
}

/** Whose letters a token ends; null when nobody signed it. */
export function readUnsubscribeToken({ secret }: Pick<Config, 'secret'>, token: string): string | null {
  const [userId = '', given = ''] = token.split('.')
  const [right, wrong] = [Buffer.from(signature(secret, userId)), Buffer.from(given)]
  return isId(userId) && right.length === wrong.length && timingSafeEqual(right, wrong) ? userId : null
}

export async function unsubscribe(db: Db, userId: string): Promise<void> {
  await db`insert into unsubscribed (user_id) select id from users where id = ${userId} on conflict do nothing`
}

export async function hasUnsubscribed(db: Db, userId: string): Promise<boolean> {
  const [row] = await db`select 1 from unsubscribed where user_id = ${userId}`
  return row !== undefined
}

function signature(secret: string, userId: string): string {
  return createHmac('sha256', secret).update(`unsubscribe ${userId}`).digest('base64url')
}

/** OWASP's argon2id figures. Bun hashes on its own threads, so requests keep being answered meanwhile. */
const argon = { algorithm: 'argon2id', memoryCost: 19_456, timeCost: 2 } as const

export function hashPassword(password: string): Promise<string> {
  return Bun.password.hash(password, argon)
}

export function passwordMatches({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  return Bun.password.verify(password, hash)
}

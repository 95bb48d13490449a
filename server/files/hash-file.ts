/** SHA-256 of a file in hex, read as a stream: memory stays flat. */
export async function hashFile(file: string): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256')
  for await (const chunk of Bun.file(file).stream()) hash.update(chunk)
  return hash.digest('hex')
}

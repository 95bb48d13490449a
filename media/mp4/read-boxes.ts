import { open } from 'node:fs/promises'

/** The content of one box of a file, found by reading headers alone. */
export async function readTopBox(path: string, name: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size: end } = await file.stat()
    const head = Buffer.alloc(16)
    for (let at = 0; at + 8 <= end; ) {
      await file.read(head, 0, 16, at)
      const short = head.readUInt32BE(0)
      const [header, size] = short === 1 ? [16, Number(head.readBigUInt64BE(8))] : [8, short || end - at]
      if (head.toString('latin1', 4, 8) === name) {
        const body = Buffer.alloc(size - header)
        await file.read(body, 0, body.length, at + header)
        return body
      }
      at += Math.max(size, 8)
    }
  } finally {
    await file.close()
  }
  throw new Error(`${path} has no ${name} box.`)
}

/** The content of the first box at the end of a path of names. */
export function findBox(within: Buffer, ...names: string[]): Buffer {
  return names.reduce((at, name) => {
    for (const each of eachBox(at)) if (each.name === name) return each.body
    throw new Error(`The index has no ${name} box.`)
  }, within)
}

export function* eachBox(within: Buffer): Generator<{ name: string; body: Buffer }> {
  for (let at = 0; at + 8 <= within.length; ) {
    const size = Math.max(within.readUInt32BE(at), 8)
    yield { name: within.toString('latin1', at + 4, at + 8), body: within.subarray(at + 8, at + size) }
    at += size
  }
}

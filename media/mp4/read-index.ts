import { eachBox, findBox, readTopBox } from './read-boxes.ts'

/** When everything of an MP4 is on, as its index has it: edits and reordering applied. Seconds. */
export interface MediaIndex {
  video?: { width: number; height: number }
  audio: boolean
  /** When each frame is shown, in the order they are stored. */
  frames: number[]
  keyFrames: number
  /** When the last sound ends. */
  soundEnd: number
}

/** Reads the index of an MP4 without a process. Throws what is missing from it. */
export async function readIndex(path: string): Promise<MediaIndex> {
  const moov = await readTopBox(path, 'moov')
  const movieScale = scaleOf(findBox(moov, 'mvhd'))
  const index: MediaIndex = { audio: false, frames: [], keyFrames: 0, soundEnd: 0 }
  for (const { name, body: track } of eachBox(moov)) {
    if (name !== 'trak') continue
    const kind = findBox(track, 'mdia', 'hdlr').toString('latin1', 8, 12)
    const scale = scaleOf(findBox(track, 'mdia', 'mdhd'))
    const table = findBox(track, 'mdia', 'minf', 'stbl')
    const { skipped, delay, lasts } = editOf(track)
    const seconds = (ticks: number) => (ticks - skipped) / scale + delay / movieScale
    const { starts, end } = decodingTimes(findBox(table, 'stts'))
    if (kind === 'soun') {
      index.audio = true
      // What an edit leaves out at its end is not heard.
      const until = lasts > 0 ? (delay + lasts) / movieScale : Number.POSITIVE_INFINITY
      index.soundEnd = Math.max(index.soundEnd, Math.min(seconds(end), until))
    }
    if (kind === 'vide') {
      const header = findBox(track, 'tkhd')
      const size = header.length - 8
      index.video = { width: header.readUInt16BE(size), height: header.readUInt16BE(size + 4) }
      const shifts = optional(table, 'ctts', readShifts)
      index.frames = starts.map((start, n) => seconds(start + (shifts?.[n] ?? 0)))
      index.keyFrames = optional(table, 'stss', (stss) => stss.readUInt32BE(4)) ?? starts.length
    }
  }
  return index
}

function scaleOf(header: Buffer): number {
  return header.readUInt32BE(header[0] === 1 ? 20 : 12)
}

/** What is left out at the track's beginning, in its own ticks; how late it starts and how long it lasts, in the movie's. */
function editOf(track: Buffer): { skipped: number; delay: number; lasts: number } {
  const edits = optional(track, 'edts', (edts) => findBox(edts, 'elst'))
  let delay = 0
  const long = edits?.[0] === 1
  for (let n = 0; edits && n < edits.readUInt32BE(4); n++) {
    const at = 8 + n * (long ? 20 : 12)
    const lasts = long ? Number(edits.readBigUInt64BE(at)) : edits.readUInt32BE(at)
    const skipped = long ? Number(edits.readBigInt64BE(at + 8)) : edits.readInt32BE(at + 4)
    if (skipped >= 0) return { skipped, delay, lasts }
    delay += lasts
  }
  return { skipped: 0, delay, lasts: 0 }
}

function decodingTimes(stts: Buffer): { starts: number[]; end: number } {
  const starts: number[] = []
  let end = 0
  for (let n = 0; n < stts.readUInt32BE(4); n++) {
    const [count, lasts] = [stts.readUInt32BE(8 + 8 * n), stts.readUInt32BE(12 + 8 * n)]
    for (let sample = 0; sample < count; sample++, end += lasts) starts.push(end)
  }
  return { starts, end }
}

function readShifts(ctts: Buffer): number[] {
  const shifts: number[] = []
  for (let n = 0; n < ctts.readUInt32BE(4); n++) {
    const shift = ctts[0] === 1 ? ctts.readInt32BE(12 + 8 * n) : ctts.readUInt32BE(12 + 8 * n)
    for (let count = ctts.readUInt32BE(8 + 8 * n); count > 0; count--) shifts.push(shift)
  }
  return shifts
}

function optional<T>(within: Buffer, name: string, read: (body: Buffer) => T): T | undefined {
  for (const box of eachBox(within)) if (box.name === name) return read(box.body)
}

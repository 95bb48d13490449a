import type { MixInput } from './input.ts'

export type ClipEntry = MixInput['clips'][number]

/** Clips of one group, in order, with their places in the whole list. */
export interface Lane {
  group: string
  clips: { clip: ClipEntry; at: number }[]
}

/** Groups in the order their first clips appear, which is the order `sequence` plays them in. */
export function lanesOf(clips: readonly ClipEntry[]): Lane[] {
  const lanes = new Map<string, Lane>()
  clips.forEach((clip, at) => {
    const group = clip.group ?? 'A'
    const lane = lanes.get(group) ?? { group, clips: [] }
    lane.clips.push({ clip, at })
    lanes.set(group, lane)
  })
  return [...lanes.values()]
}

/** The clip at `from` ends up at `to`. */
export function moveClip(clips: readonly ClipEntry[], from: number, to: number): ClipEntry[] {
  const moved = clips.filter((_, at) => at !== from)
  const clip = clips[from]
  if (clip) moved.splice(Math.max(0, Math.min(to, moved.length)), 0, clip)
  return moved
}

/**
 * The clip at `from` joins a group, before the clip at `before` or else last. Groups keep their order; a group that loses
 * its last clip is gone.
 */
export function moveToGroup(
  clips: readonly ClipEntry[],
  from: number,
  group: string,
  before?: number,
): ClipEntry[] {
  const clip = clips[from]
  if (!clip) return [...clips]
  const target = before === undefined ? undefined : clips[before]
  const lanes = lanesOf(clips).map(({ group: name, clips: members }) => ({
    name,
    members: members.filter(({ at }) => at !== from).map((member) => member.clip),
  }))
  const lane = lanes.find(({ name }) => name === group) ?? { name: group, members: [] as ClipEntry[] }
  if (!lanes.includes(lane)) lanes.push(lane)
  const place = target ? lane.members.indexOf(target) : -1
  lane.members.splice(place < 0 ? lane.members.length : place, 0, { ...clip, group })
  return lanes.flatMap(({ members }) => members)
}

/** The first letter no group has: A, B … Z, then 27, 28 … */
export function nextGroup(clips: readonly ClipEntry[]): string {
  const taken = new Set(clips.map(({ group }) => group))
  for (let n = 0; ; n++) {
    const name = n < 26 ? String.fromCharCode(65 + n) : String(n + 1)
    if (!taken.has(name)) return name
  }
}

/**
 * Gives every clip a group when groups are first switched on: opening, middle and end by thirds, in the order the clips
 * have. Clips that were grouped before stay where they were; a lone newcomer joins the last group.
 */
export function withGroups(clips: readonly ClipEntry[]): ClipEntry[] {
  const last = clips.findLast(({ group }) => group)?.group
  if (last) return gathered(clips.map((clip) => ({ ...clip, group: clip.group ?? last })))
  const thirds = Math.min(3, clips.length)
  return clips.map((clip, at) => ({
    ...clip,
    group: String.fromCharCode(65 + Math.floor((at * thirds) / clips.length)),
  }))
}

function gathered(clips: readonly ClipEntry[]): ClipEntry[] {
  return lanesOf(clips).flatMap((lane) => lane.clips.map(({ clip }) => clip))
}

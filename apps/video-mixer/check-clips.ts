import { type Asset, InvalidInput } from '../define-app.ts'
import type { Clip } from './edit-list.ts'
import type { MixInput } from './input.ts'
import { limits } from './limits.ts'
import { available, spaceOf, toFrames } from './space.ts'

type KnownAsset = Pick<Asset, 'kind' | 'bytes' | 'sha256' | 'seconds'>

/**
 * The clips of an input with what is known about their files. Throws `InvalidInput`, naming the field, for everything that can
 * be seen to fail without opening a file.
 */
export function checkClips(input: MixInput, assets: ReadonlyMap<string, KnownAsset>): Clip[] {
  const clips = input.clips.map((clip, n) => knownClip(clip, n, assets))
  refuseRepeats(input, clips)
  refuseUnreachableStart(input)
  refuseUnfitGroups(input, clips)
  refuseUnfitLength(input, clips)
  return clips
}

function knownClip(
  { assetId, group, hasText = false }: MixInput['clips'][number],
  n: number,
  assets: ReadonlyMap<string, KnownAsset>,
): Clip {
  const path = ['clips', n, 'assetId']
  const asset = assets.get(assetId)
  if (!asset) throw new InvalidInput(path, 'This clip is not among your files.')
  if (asset.kind !== 'video') throw new InvalidInput(path, 'This file is not a video.', { kind: asset.kind })
  if (!asset.seconds) throw new InvalidInput(path, 'This clip has no duration.')
  if (asset.seconds > limits.sourceSeconds)
    throw new InvalidInput(path, 'This clip is longer than 4 hours.', {
      seconds: asset.seconds,
      limit: limits.sourceSeconds,
    })
  if (asset.bytes > limits.sourceBytes)
    throw new InvalidInput(path, 'This clip is larger than 4 GB.', {
      bytes: asset.bytes,
      limit: limits.sourceBytes,
    })
  return { assetId, content: asset.sha256, seconds: asset.seconds, group, hasText }
}

function refuseRepeats({ clips }: MixInput, known: readonly Clip[]): void {
  clips.forEach(({ assetId }, n) => {
    if (known.findIndex((clip) => clip.assetId === assetId) < n)
      throw new InvalidInput(['clips', n, 'assetId'], 'This clip is already in the list.')
  })
}

function refuseUnreachableStart({ clips, mix }: MixInput): void {
  const { start } = mix
  if (typeof start === 'object' && !clips.some(({ assetId }) => assetId === start.assetId))
    throw new InvalidInput(['mix', 'start', 'assetId'], 'The clip to start with is not among the clips.')
}

function refuseUnfitGroups({ clips, mix }: MixInput, known: readonly Clip[]): void {
  if (mix.groups === 'off') return
  const ungrouped = clips.findIndex(({ group }) => group === undefined)
  if (ungrouped >= 0)
    throw new InvalidInput(['clips', ungrouped, 'group'], 'With groups on, every clip needs a group.')
  const groups = [...new Set(clips.map(({ group }) => group))]
  if (groups.length < 2 && mix.window.kind === 'whole')
    throw new InvalidInput(['mix', 'groups'], 'With only one group every output would be a single clip.')
  if (mix.groups === 'any' && mix.order === 'fixed')
    throw new InvalidInput(
      ['mix', 'order'],
      'Groups in any order cannot be fixed: choose groups in sequence.',
    )
  const { start } = mix
  if (mix.groups === 'sequence' && typeof start === 'object') {
    const group = clips.find(({ assetId }) => assetId === start.assetId)?.group
    if (group !== groups[0])
      throw new InvalidInput(
        ['mix', 'start', 'assetId'],
        'With groups in sequence the start comes from the first group.',
      )
  }
  if (mix.groups === 'any') refuseCopiesAcrossGroups(known)
}

/** In any order, the same video in two groups would make two names for one output. */
function refuseCopiesAcrossGroups(known: readonly Clip[]): void {
  known.forEach((clip, n) => {
    if (
      known.some(
        (other) => other.content === clip.content && other.group !== clip.group && known.indexOf(other) < n,
      )
    )
      throw new InvalidInput(['clips', n, 'assetId'], 'The same video is in another group too.')
  })
}

/** Judged by the shortest and the longest choice of clips, so that every output that is counted can be made. */
function refuseUnfitLength(input: MixInput, clips: readonly Clip[]): void {
  const space = spaceOf(input, clips)
  const frames = space.groups.map((group) => group.map((clip) => available(space, clip)))
  const slowdown = Math.max(...space.speeds) / Math.min(...space.speeds)
  const longest = (sum(frames.map((group) => Math.max(...group))) * slowdown) / space.fps
  const shortest = sum(frames.map((group) => Math.min(...group)))
  const { length } = space
  if (length.kind === 'fixed') {
    if (toFrames(length.seconds, space.fps) > shortest)
      throw new InvalidInput(['length', 'seconds'], 'The clips are shorter than that together.', {
        availableSeconds: Math.floor((shortest / space.fps) * 100) / 100,
      })
  } else if (longest > limits.outputSeconds)
    throw new InvalidInput(
      ['length'],
      'One video would last more than an hour: choose a length or a window.',
      {
        seconds: Math.round(longest),
        limit: limits.outputSeconds,
      },
    )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0)
}

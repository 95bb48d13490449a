import { type Asset, InvalidInput } from '../define-app.ts'
import type { Clip } from './edit-list.ts'
import type { MixInput } from './input.ts'
import { limits } from './limits.ts'
import { available, cardFrames, fewest, overlapped, type Space, spaceOf, toFrames } from './space.ts'

type KnownAsset = Pick<Asset, 'kind' | 'bytes' | 'sha256' | 'seconds'>

/** A picture as an end card is shown for so long. */
export const stillSeconds = 3

/**
 * The clips of an input with what is known about their files, and after them its end cards. Throws `InvalidInput`, naming the field, for everything that can
 * be seen to fail without opening a file.
 */
export function checkClips(input: MixInput, assets: ReadonlyMap<string, KnownAsset>): Clip[] {
  const clips = input.clips.map((clip, n) => knownClip(clip, n, assets))
  refuseRepeats(input, clips)
  refuseUnreachableStart(input)
  refuseUnfitGroups(input, clips)
  const all = [...clips, ...input.endCards.map((_, n) => knownCard(input, n, assets))]
  const space = spaceOf(input, all)
  refuseLongTransition(space)
  refuseUnfitLength(space)
  return all
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
  refuseUnfitFile(asset, path)
  return { assetId, content: asset.sha256, seconds: asset.seconds ?? 0, group, hasText }
}

function knownCard({ endCards }: MixInput, n: number, assets: ReadonlyMap<string, KnownAsset>): Clip {
  const [path, assetId] = [['endCards', n], endCards[n] ?? '']
  const asset = assets.get(assetId)
  if (!asset) throw new InvalidInput(path, 'This file is not among your files.')
  if (asset.kind === 'audio') throw new InvalidInput(path, 'This file has no picture.', { kind: asset.kind })
  if (endCards.indexOf(assetId) < n) throw new InvalidInput(path, 'This end card is already in the list.')
  if (asset.kind === 'video') refuseUnfitFile(asset, path)
  const seconds = asset.kind === 'image' ? stillSeconds : (asset.seconds ?? 0)
  return { assetId, content: asset.sha256, seconds, hasText: true, card: true }
}

function refuseUnfitFile(asset: KnownAsset, path: (string | number)[]): void {
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

/** A clip must have room for a transition at both its ends. */
function refuseLongTransition(space: Space): void {
  if (!space.join) return
  const frames = Math.min(...space.groups.flat().map((clip) => available(space, clip)))
  if (frames < fewest(space))
    throw new InvalidInput(['mix', 'transition', 'seconds'], 'A clip is too short for this transition.', {
      longestSeconds: Math.floor((frames / 2 / space.fps) * 10) / 10,
    })
}

/** Judged by the shortest and the longest choice of clips, so that every output that is counted can be made. */
function refuseUnfitLength(space: Space): void {
  const frames = space.groups.map((group) => group.map((clip) => available(space, clip)))
  const slowdown = Math.max(...space.speeds) / Math.min(...space.speeds)
  const card = Math.max(0, ...space.cards.map((clip) => cardFrames(space, clip)))
  const longest = (sum(frames.map((group) => Math.max(...group))) * slowdown + card) / space.fps
  const shortest = sum(frames.map((group) => Math.min(...group))) - overlapped(space)
  const { length } = space
  if (length.kind === 'fixed') {
    const least = fewest(space) * space.groups.length - overlapped(space)
    if (toFrames(length.seconds, space.fps) < least)
      throw new InvalidInput(['length', 'seconds'], 'This is too short for so many clips and transitions.', {
        neededSeconds: Math.ceil((least / space.fps) * 10) / 10,
      })
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

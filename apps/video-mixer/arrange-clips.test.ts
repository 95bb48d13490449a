import { expect, test } from 'bun:test'
import { lanesOf, moveClip, moveToGroup, nextGroup, withGroups } from './arrange-clips.ts'

const clips = (...names: string[]) =>
  names.map((name) => {
    const [assetId = '', group] = name.split('@')
    return group ? { assetId, group } : { assetId }
  })
const names = (list: { assetId: string; group?: string }[]) =>
  list.map(({ assetId, group }) => (group ? `${assetId}@${group}` : assetId))

test('a clip moves forwards and backwards and never off the list', () => {
  expect(names(moveClip(clips('a', 'b', 'c'), 0, 2))).toEqual(['b', 'c', 'a'])
  expect(names(moveClip(clips('a', 'b', 'c'), 2, 0))).toEqual(['c', 'a', 'b'])
  expect(names(moveClip(clips('a', 'b', 'c'), 1, 9))).toEqual(['a', 'c', 'b'])
})

test('switching groups on makes an opening, a middle and an end', () => {
  expect(names(withGroups(clips('a', 'b', 'c', 'd', 'e', 'f')))).toEqual([
    'a@A',
    'b@A',
    'c@B',
    'd@B',
    'e@C',
    'f@C',
  ])
  expect(names(withGroups(clips('a', 'b')))).toEqual(['a@A', 'b@B'])
  expect(withGroups([])).toEqual([])
})

test('groups chosen before come back as they were, and a newcomer joins the last', () => {
  expect(names(withGroups(clips('a@A', 'b@B', 'c')))).toEqual(['a@A', 'b@B', 'c@B'])
})

test('a clip joins another group before a certain clip, and the order of groups stays', () => {
  const start = clips('a@A', 'b@A', 'c@B', 'd@B')
  expect(names(moveToGroup(start, 0, 'B', 3))).toEqual(['b@A', 'c@B', 'a@B', 'd@B'])
  expect(names(moveToGroup(start, 3, 'A'))).toEqual(['a@A', 'b@A', 'd@A', 'c@B'])
  expect(names(moveToGroup(start, 1, 'A', 0))).toEqual(['b@A', 'a@A', 'c@B', 'd@B'])
})

test('a new group comes last and an emptied one is gone', () => {
  const moved = moveToGroup(clips('a@A', 'b@B'), 0, 'C')
  expect(names(moved)).toEqual(['b@B', 'a@C'])
  expect(lanesOf(moved).map(({ group }) => group)).toEqual(['B', 'C'])
})

test('new groups take the first free letter', () => {
  expect(nextGroup(clips('a@A', 'b@C'))).toBe('B')
})

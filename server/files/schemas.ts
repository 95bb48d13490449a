import { z } from 'zod'
import { pageOf } from '#server/platform/page.ts'
import { Issue, problem } from '#server/platform/problem-schema.ts'
import { kinds, origins } from './rows.ts'

const file = {
  name: z.string(),
  kind: z.enum(kinds),
  type: z.string().describe('Media type, judged by content.'),
  bytes: z.int().describe('As downloaded.'),
  storedBytes: z
    .int()
    .describe(
      'What counts as storage: less where the file is computed from one repeat while it is downloaded.',
    ),
  sha256: z.string().describe('Of what is stored.'),
  width: z.int().nullable().describe('As displayed, rotation applied.'),
  height: z.int().nullable(),
  seconds: z.number().nullable().describe('Null for stills.'),
  hasAudio: z.boolean().nullable(),
  origin: z.enum(origins),
  createdAt: z.iso.datetime(),
  url: z
    .string()
    .describe('A signed path that opens without a session for 12 to 13 hours. `&download=1` saves it.'),
  thumbnailUrl: z.string().nullable(),
}

export const Asset = z.object({ id: z.uuid(), ...file }).meta({
  id: 'Asset',
  description: 'A private file, uploaded or made. What its kind does not have is null.',
})
export type Asset = z.infer<typeof Asset>

export const WriteOut = z
  .object({
    state: z
      .enum(['none', 'queued', 'running', 'failed', 'done'])
      .describe('`none`: it was not asked for. `done`: the file is an ordinary one.'),
    bytes: z.int().describe('Of the whole file.'),
    written: z.int().describe('Bytes of it that have been written.'),
    secondsLeft: z.int().nullable().describe('At the pace so far; null while nothing can be said.'),
  })
  .meta({ id: 'WriteOut', description: 'How far a computed file is on its way to being an ordinary one.' })
export type WriteOut = z.infer<typeof WriteOut>

/** The same without its id, for answers that call it otherwise. */
export const FileFacts = z.object(file)

export const Assets = pageOf(Asset)

const bytes = z.int().describe('Bytes.')

export const StorageFull = problem('storage_full', {
  used: bytes,
  limit: bytes,
  bytes: z.int().describe('Bytes of the file.'),
  uploading: z
    .int()
    .describe('Bytes set aside for uploads and for files being written out, until they have ended.'),
})

export const UnsupportedMedia = problem('unsupported_media', {
  reason: z.enum([
    'not_media',
    'empty',
    'truncated',
    'damaged',
    'animated_image',
    'too_many_pixels',
    'not_font',
    'font_too_large',
  ]),
  issues: z.array(Issue),
})

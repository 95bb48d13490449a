import { z } from 'zod'
import { pageOf } from '#server/platform/page.ts'
import { problem } from '#server/platform/problem-schema.ts'

const listed = {
  id: z.uuid(),
  app: z.string(),
  name: z.string(),
  updatedAt: z.iso.datetime().describe('When it was saved last.'),
  version: z.int().describe('Grows with every save; give it back with the next one.'),
}

export const Project = z
  .object({
    ...listed,
    document: z
      .record(z.string(), z.unknown())
      .describe("The input of the app's run, as it was sent: it may be unfinished."),
  })
  .meta({ id: 'Project', description: 'Saved work of an app.' })
export type Project = z.infer<typeof Project>

export const ListedProject = z
  .object({
    ...listed,
    thumbnailUrl: z
      .string()
      .nullable()
      .describe('Signed, of the first file in the document that still exists and has a picture.'),
  })
  .meta({ id: 'ListedProject', description: 'A project without its document.' })
export type ListedProject = z.infer<typeof ListedProject>

export const Projects = pageOf(ListedProject)

export const StaleVersion = problem('stale_version', {
  version: z.int().describe('The version there is now.'),
})
export const TooManyProjects = problem('too_many_projects', {
  limit: z.int().describe('Projects an account may have.'),
})

import { z } from 'zod'
import { emptyAnswer, jsonAnswer } from '#server/platform/answers.ts'
import { changes, describe, readsBody } from '#server/platform/describe.ts'
import { pageQuery } from '#server/platform/page.ts'
import { unstorableText } from '#server/platform/unstorable-text.ts'
import { Project, Projects, StaleVersion, TooManyProjects } from './schemas.ts'

const tag = 'Projects'

const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => unstorableText(text) === null, 'Contains a character that is not text')
const document = z
  .record(z.string(), z.unknown())
  .describe("The input of the app's run, perhaps unfinished: at most 256 KiB as JSON.")
const cursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f-]{36}$/)
  .refine((text) => {
    const [at = '', id] = text.split('_')
    return !Number.isNaN(Date.parse(at)) && z.uuid().safeParse(id).success
  }, 'Not a cursor')

export const inputs = {
  list: pageQuery(cursor).extend({ app: z.string().max(64).optional() }),
  create: z.strictObject({ app: z.string().max(64), name, document: document.default({}) }),
  save: z
    .strictObject({
      name: name.optional(),
      document: document.optional(),
      version: z.int().min(1).max(2_147_483_646).describe('The version these changes were made to.'),
    })
    .refine((asked) => asked.name !== undefined || asked.document !== undefined, {
      path: ['document'],
      message: 'Nothing to save: give a name, a document or both.',
    }),
}

export const contract = {
  list: describe({
    id: 'listProjects',
    tag,
    summary: 'Projects of the account, the one saved last first',
    description: 'Of all apps or of one. Without documents.',
    answers: { 200: Projects },
    problems: ['not_found', 'invalid_input'],
  }),
  create: describe({
    id: 'createProject',
    tag,
    summary: 'Save work of an app under a name',
    description: 'The document is kept as it is sent. Files it names may be deleted; they are not in use.',
    answers: { 201: jsonAnswer(Project, 'Saved', { Location: 'Path of the project.' }) },
    problems: [...changes, ...readsBody, 'not_found', TooManyProjects],
  }),
  get: describe({
    id: 'getProject',
    tag,
    summary: 'One project with its document',
    answers: { 200: Project },
    problems: ['not_found'],
  }),
  save: describe({
    id: 'saveProject',
    tag,
    summary: 'Save changes to a project',
    description:
      'Its name, its document or both; what is not given stays. Refused when it was saved since `version`, so that nobody writes over what they have not seen.',
    answers: { 200: Project },
    problems: [...changes, ...readsBody, 'not_found', StaleVersion],
  }),
  remove: describe({
    id: 'deleteProject',
    tag,
    summary: 'Delete a project',
    description: 'Its files and what was made with it stay.',
    answers: { 204: emptyAnswer('Deleted') },
    problems: [...changes, 'not_found'],
  }),
}

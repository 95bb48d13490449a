import type { WebApp } from '#apps/define-editor.ts'
import { webApps } from '#apps/web.ts'
import { ApiProblem, api } from '../api.ts'
import type { Project } from '../api-types.ts'
import { deviceStore, keepDraft, loadDraft } from '../studio/draft.ts'
import type { Interrupted, InterruptedRun } from './interrupted.ts'

/** The work a run came from asks for something else next, as after any run; what was changed since stays as it is. */
export async function turnPage({ accountId, place }: Interrupted, run: InterruptedRun): Promise<void> {
  const entry = webApps[run.app]
  if (!entry || entry === 'coming') return
  const half = await entry.load()
  const project = projectIn(place)
  if (project) return turnProject(project, half, run)
  const at = { accountId, app: run.app }
  const draft = loadDraft(deviceStore(), at, half.restore)
  if (draft && asksFor(run, half.body(draft))) keepDraft(deviceStore(), at, half.again(draft))
}

/** The project a page is about. */
export function projectIn(place: string): string | undefined {
  return /^\/studio\/[^/]+\/([^/]+)$/.exec(new URL(place, 'http://here').pathname)?.[1]
}

async function turnProject(id: string, half: WebApp, run: InterruptedRun): Promise<void> {
  try {
    const { name, document, version } = await api.get<Project>(`/api/projects/${id}`)
    const work = half.restore(document)
    if (work && asksFor(run, half.body(work, name)))
      await api.put(`/api/projects/${id}`, { version, document: half.again(work) })
  } catch (error) {
    // Gone, or changed elsewhere just now: then there is nothing to turn.
    if (!(error instanceof ApiProblem)) throw error
  }
}

function asksFor({ attempt }: InterruptedRun, body: Record<string, unknown>): boolean {
  return JSON.stringify(body) === JSON.stringify(attempt.body)
}

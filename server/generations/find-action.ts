import type { Action, App } from '#apps/define-app.ts'
import { apps } from '#apps/server.ts'
import { Problem } from '#server/platform/problem.ts'

/** The app and its action, or the refusal: unknown names are 404, an app still to come is 409. */
export function findAction(appId: string, actionId: string): { app: App; action: Action } {
  const app = apps.find(({ manifest }) => manifest.id === appId)
  if (!app?.manifest.actions.includes(actionId)) throw new Problem('not_found')
  const action = app.actions[actionId]
  if (app.manifest.status === 'coming' || !action) {
    throw new Problem('model_unavailable', {
      detail: `${app.manifest.name} is coming`,
      app: appId,
      reason: 'coming',
    })
  }
  return { app, action }
}

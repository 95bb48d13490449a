import { forgetAnswers } from './forget-answers.ts'
import type { Platform } from './platform.ts'
import type { Jobs } from './queue.ts'

export function platformJobs({ db }: Pick<Platform, 'db'>): Jobs {
  return {
    tasks: { forget_answers: async () => void (await forgetAnswers(db)) },
    clocks: [{ task: 'forget_answers', cron: '40 19 * * *' }],
  }
}

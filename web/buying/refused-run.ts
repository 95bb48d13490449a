import { createContext } from 'react'
import type { InterruptedRun } from './interrupted.ts'

/** The run that what is bought here is for; `goOn` asks for it again where nothing has to be paid first. */
export interface WaitingRun extends InterruptedRun {
  goOn(): void
}

/** Null where people buy without a run waiting. */
export const RefusedRun = createContext<WaitingRun | null>(null)

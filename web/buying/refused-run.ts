import { createContext } from 'react'
import type { InterruptedRun } from './interrupted.ts'

/** The run that what is bought here is for; null where people buy without one waiting. */
export const RefusedRun = createContext<InterruptedRun | null>(null)

import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorNotice } from './ErrorNotice.tsx'

/** The page could not be shown: the router hands over what was thrown. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const { reset: forget } = useQueryErrorResetBoundary()
  useEffect(() => forget(), [forget])
  const retry = () => {
    reset()
    router.invalidate()
  }
  return (
    <main id="main" tabIndex={-1} style={{ padding: 'var(--section) var(--gutter)' }}>
      <ErrorNotice error={error} onRetry={retry} level={1} />
    </main>
  )
}

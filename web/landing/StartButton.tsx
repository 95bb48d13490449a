import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { meQuery } from '../queries.ts'
import { words } from './messages.ts'

/** The way in: sign-up for a stranger, the studio for somebody who is signed in. */
export function StartButton({ children }: { children: ReactNode }) {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  return (
    <Button component={Link} to={me ? '/studio' : '/sign-up'} size="lg">
      {me ? t('openStudio') : children}
    </Button>
  )
}

import { Button, Skeleton } from '@mantine/core'
import { IconDeviceLaptop, IconDeviceMobile } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { relative } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import type { Session } from '../api-types.ts'
import { keys } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { device } from './device.ts'
import { words } from './messages.ts'
import { Panel } from './Panel.tsx'
import styles from './SessionsPanel.module.css'

/** Every place this account is signed in, and the way to throw one out. It is out at once. */
export function SessionsPanel() {
  const t = useMessages(words)
  const client = useQueryClient()
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: read })
  const refresh = () => client.invalidateQueries({ queryKey: keys.sessions })
  const revoke = useMutation({
    mutationFn: (token: string) => api.post('/api/auth/revoke-session', { token }),
    onSettled: refresh,
  })
  const revokeOthers = useMutation({
    mutationFn: () => api.post('/api/auth/revoke-other-sessions'),
    onSettled: refresh,
  })
  const failed = sessions.error ?? revoke.error ?? revokeOthers.error
  return (
    <Panel
      title={t('sessions')}
      text={t('sessionsText')}
      aside={
        sessions.data &&
        sessions.data.all.length > 1 && (
          <Button variant="default" loading={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
            {t('revokeOthers')}
          </Button>
        )
      }
    >
      {failed && <ErrorNotice error={failed} onRetry={sessions.refetch} level={3} />}
      {sessions.isPending && <Skeleton height="9rem" radius="lg" />}
      <ul className={styles.list}>
        {sessions.data?.all.map((session) => (
          <Row
            key={session.id}
            session={session}
            current={session.token === sessions.data.current}
            busy={revoke.isPending && revoke.variables === session.token}
            onRevoke={() => revoke.mutate(session.token)}
          />
        ))}
      </ul>
      <p role="status" className={styles.said}>
        {revoke.isSuccess || revokeOthers.isSuccess ? t('revoked') : null}
      </p>
    </Panel>
  )
}

function Row(props: { session: Session; current: boolean; busy: boolean; onRevoke(): void }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { session } = props
  const on = device(session.userAgent)
  const name = on ? t('on', { browser: on.browser, system: on.system }) : t('unknownDevice')
  const Picture = on?.phone ? IconDeviceMobile : IconDeviceLaptop
  return (
    <li className={styles.row}>
      <Picture size={26} stroke={1.5} aria-hidden />
      <div>
        <strong>{name}</strong>
        <small>
          {props.current
            ? t('thisDevice')
            : t('lastSeen', { when: relative(session.updatedAt, Date.now(), locale) })}
          {session.ipAddress && ` · ${session.ipAddress}`}
        </small>
      </div>
      {!props.current && (
        <Button
          variant="default"
          loading={props.busy}
          onClick={props.onRevoke}
          aria-label={`${t('revoke')}: ${name}`}
        >
          {t('revoke')}
        </Button>
      )}
    </li>
  )
}

/** This device first. better-auth tells which one it is only by its token. */
async function read() {
  const [all, here] = await Promise.all([
    api.get<Session[]>('/api/auth/list-sessions'),
    api.get<{ session: { token: string } } | null>('/api/auth/get-session'),
  ])
  const current = here?.session.token ?? null
  return { current, all: all.toSorted((a, b) => Number(b.token === current) - Number(a.token === current)) }
}

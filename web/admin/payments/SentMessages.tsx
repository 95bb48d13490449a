import { Alert, Badge, Button } from '@mantine/core'
import { dateTime } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Panel } from '../../account/Panel.tsx'
import { api } from '../../api.ts'
import type { GatewayMessage, Order, Replayed } from '../admin-types.ts'
import { Refused } from '../Refused.tsx'
import rows from '../rows.module.css'
import { useAction } from '../useAction.ts'
import { words } from './messages.ts'
import styles from './OrderPage.module.css'

/** What the gateway sent about an order, and what we made of each. */
export function SentMessages({ order }: { order: Order }) {
  const t = useMessages(words)
  return (
    <Panel title={t('messages')} text={t('messagesText')}>
      {order.messages.length === 0 && <p className={styles.none}>{t('noMessages')}</p>}
      <ul className={rows.rows}>
        {order.messages.map((message) => (
          <Sent key={message.id} message={message} order={order} />
        ))}
      </ul>
    </Panel>
  )
}

function Sent({ message, order }: { message: GatewayMessage; order: Order }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const verdict = t(message.verdict ?? 'unjudged')
  const replay = useAction(() =>
    api.post<Replayed>(`/api/admin/payments/${order.payment.id}/messages/${message.id}/replay`),
  )
  const now = replay.data?.message.verdict
  return (
    <li className={rows.row}>
      <p className={`${rows.wide} ${rows.foot}`}>
        <Badge variant="light" size="lg" tt="none" color={colourOf(message.verdict)}>
          {verdict}
        </Badge>
        <span className={rows.dim}>
          <time dateTime={message.receivedAt}>{dateTime(message.receivedAt, locale)}</time>
          {message.remote && ` · ${t('from', { remote: message.remote })}`}
        </span>
      </p>
      {message.detail && <p className={`${rows.dim} ${rows.wide}`}>{message.detail}</p>}
      {!message.placed && <p className={`${rows.dim} ${rows.wide}`}>{t('unplaced')}</p>}
      <details className={rows.wide}>
        <summary className={styles.show}>{t('show')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long message is scrolled by the keyboard */}
        <pre className={styles.body} tabIndex={0}>
          {message.body}
        </pre>
      </details>
      <div className={rows.wide}>
        <Refused error={replay.error} />
        {replay.data && !replay.isPending && (
          <Alert role="status" color="gray">
            {t('replayed', { verdict: t(now ?? 'unjudged') })}
          </Alert>
        )}
      </div>
      {order.canAsk && (
        <div className={rows.actions}>
          <Button
            variant="default"
            loading={replay.isPending}
            aria-label={t('replayOf', { id: message.id })}
            onClick={() => replay.mutate()}
          >
            {t('replay')}
          </Button>
        </div>
      )}
    </li>
  )
}

function colourOf(verdict: GatewayMessage['verdict']) {
  if (verdict === 'fulfilled' || verdict === 'known') return 'basic'
  return verdict === 'not_paid' || verdict === null ? 'gray' : 'red'
}

import { Button, CopyButton, Modal, Skeleton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { ReceiptPlace } from '#ui/Receipt.tsx'
import { ApiProblem } from '../api.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { words } from './messages.ts'
import styles from './Slip.module.css'

/** A dialog with one paper in it, whatever state its answer is in. */
export function Slip(props: {
  title: string
  opened: boolean
  onClose(): void
  stackId?: string
  error: unknown
  onRetry(): void
  /** Names the paper for whoever asks about it. */
  code: { label: string; value: string }
  children: ReactNode
}) {
  const t = useMessages(words)
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      stackId={props.stackId}
      title={props.title}
      size="md"
      classNames={{ title: styles.title }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {props.error ? (
        <Trouble error={props.error} onRetry={props.onRetry} />
      ) : (
        <>
          <ReceiptPlace quiet>{props.children || <Printing />}</ReceiptPlace>
          <CopyButton value={props.code.value}>
            {({ copied, copy }) => (
              <Button
                className={styles.code}
                variant="subtle"
                color="gray"
                size="sm"
                fullWidth
                onClick={copy}
                leftSection={
                  copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />
                }
              >
                {copied ? t('copied') : `${props.code.label}: ${props.code.value.slice(-12)}`}
              </Button>
            )}
          </CopyButton>
        </>
      )}
    </Modal>
  )
}

function Trouble({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const t = useMessages(words)
  if (error instanceof ApiProblem && error.status === 404)
    return <EmptyState scene="nothing" level={3} title={t('goneTitle')} text={<p>{t('goneText')}</p>} />
  return <ErrorNotice error={error} onRetry={onRetry} level={3} />
}

function Printing() {
  const t = useMessages(words)
  return (
    <div className={styles.blank} role="status" aria-label={t('loading')}>
      {[0, 1, 2, 3, 4, 5].map((line) => (
        <Skeleton key={line} height={line === 3 ? 28 : 16} radius="sm" />
      ))}
    </div>
  )
}

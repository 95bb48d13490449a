import { Button, CopyButton, Group } from '@mantine/core'
import { IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem } from '../api.ts'
import { words } from './messages.ts'

/** What happened · your credits · next step · a code to copy. For a whole page or a part of one. */
export function ErrorNotice(props: { error: unknown; onRetry(): void; level?: 1 | 2 | 3 }) {
  const t = useMessages(words)
  const problem = props.error instanceof ApiProblem ? props.error : null
  const offline = problem?.status === 0
  return (
    <div role="alert">
      <EmptyState
        scene="broken"
        level={props.level ?? 2}
        title={offline ? t('errorOffline') : t('errorTitle')}
        text={
          <>
            <p>{t('errorCredits')}</p>
            <p>{offline ? t('errorNextOffline') : t('errorNext')}</p>
          </>
        }
        action={
          <Group justify="center">
            <Button leftSection={<IconRefresh size={20} aria-hidden />} onClick={props.onRetry}>
              {t('retry')}
            </Button>
            {problem?.requestId && (
              <CopyButton value={problem.requestId}>
                {({ copied, copy }) => (
                  <Button
                    variant="default"
                    onClick={copy}
                    leftSection={
                      copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />
                    }
                  >
                    {copied ? t('copied') : `${t('errorCode')}: ${problem.requestId?.slice(0, 8)}`}
                  </Button>
                )}
              </CopyButton>
            )}
          </Group>
        }
      />
    </div>
  )
}

import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

/** Asks first, and says what cancelling keeps and what it gives back. */
export function CancelButton({ onCancel, busy }: { onCancel(): void; busy: boolean }) {
  const t = useMessages(words)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button variant="default" size="sm" mih={44} loading={busy} onClick={() => setAsking(true)}>
        {t('cancel')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('cancelTitle')}
        withCloseButton={false}
      >
        <p style={{ marginTop: 0 }}>{t('cancelText')}</p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {t('cancelKeep')}
          </Button>
          <Button
            color="red"
            variant="light"
            onClick={() => {
              setAsking(false)
              onCancel()
            }}
          >
            {t('cancel')}
          </Button>
        </Group>
      </Modal>
    </>
  )
}

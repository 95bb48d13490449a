import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

/** A dialog that is there as long as it is shown; whoever used the keyboard is then back where they were. */
export function ActionDialog({ title, ...props }: Omit<ModalProps, 'opened'> & { title: string }) {
  const t = useMessages(words)
  const [cameFrom] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        const back = cameFrom?.isConnected ? cameFrom : document.getElementById('main')
        if (back instanceof HTMLElement) back.focus({ preventScroll: true })
      })
    },
    [cameFrom],
  )
  return (
    <Modal
      opened
      title={<strong>{title}</strong>}
      closeButtonProps={{ 'aria-label': t('close') }}
      {...props}
    />
  )
}

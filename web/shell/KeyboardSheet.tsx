import { Kbd, Modal, Table } from '@mantine/core'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

/** Every shortcut there is. */
export function KeyboardSheet({ onClose }: { onClose(): void }) {
  const t = useMessages(words)
  const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'
  const rows = [
    [t('keysSearch'), [mod, 'K']],
    [t('keysRun'), [mod, 'Enter']],
    [t('keysUndo'), [mod, 'Z']],
    [t('keysRedo'), [mod, 'Shift', 'Z']],
    [t('keysUndo'), [mod, 'Z']],
    [t('keysRedo'), [mod, 'Shift', 'Z']],
    [t('keysClose'), ['Esc']],
    [t('keysSheet'), ['?']],
  ] as const
  return (
    <Modal opened onClose={onClose} title={t('keysTitle')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Table verticalSpacing="sm">
        <Table.Tbody>
          {rows.map(([what, pressed]) => (
            <Table.Tr key={what}>
              <Table.Td>{what}</Table.Td>
              <Table.Td ta="right">
                {pressed.map((key) => (
                  <Kbd key={key} ml={6}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}

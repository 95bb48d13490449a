import { Button, Group, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

/** What a project is to be called. Closes when `onName` has done what it is for. */
export function NameDialog(props: {
  title: string
  button: string
  name: string
  onName(name: string): Promise<boolean>
  onClose(): void
}) {
  const t = useMessages(words)
  const [name, setName] = useState(props.name)
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    if (!name.trim()) return setMissing(true)
    setBusy(true)
    const done = await props.onName(name.trim())
    setBusy(false)
    if (done) props.onClose()
  }
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={<strong>{props.title}</strong>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit} noValidate>
        <TextInput
          data-autofocus
          label={t('name')}
          // Room for the ring of a field in focus.
          labelProps={{ mb: 8 }}
          value={name}
          maxLength={120}
          error={missing && t('nameMissing')}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setMissing(false)
            setName(event.currentTarget.value)
          }}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {props.button}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

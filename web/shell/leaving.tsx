import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'

/** How long a deletion can be taken back. Until then nothing has been deleted, so closing the page is a way back too. */
const grace = 6_000

/** Things in the course of being deleted: hidden, whichever page is open when the time is up. */
export class Leaving {
  #hidden: ReadonlySet<string> = new Set()
  readonly #watchers = new Set<() => void>()

  hidden = () => this.#hidden

  watch = (changed: () => void) => {
    this.#watchers.add(changed)
    return () => void this.#watchers.delete(changed)
  }

  hide(ids: readonly string[]) {
    this.#set(new Set([...this.#hidden, ...ids]))
  }

  show(ids: readonly string[]) {
    this.#set(new Set([...this.#hidden].filter((id) => !ids.includes(id))))
  }

  /** Hides these at once, deletes them when nobody has taken them back, and shows what is still there then. */
  let(
    ids: readonly string[],
    {
      said,
      finish,
      onBack,
    }: {
      said: { deleted: string; undo: string; close: string }
      finish(): Promise<void>
      /** Hears that they have come back. */
      onBack?(): void
    },
  ) {
    this.hide(ids)
    const timer = setTimeout(() => void finish().finally(() => this.show(ids)), grace)
    const back = () => {
      clearTimeout(timer)
      this.show(ids)
      notifications.hide(note)
      onBack?.()
    }
    const note = notifications.show({
      autoClose: grace,
      closeButtonProps: { 'aria-label': said.close },
      message: (
        <Group justify="space-between" gap="sm" wrap="nowrap">
          {said.deleted}
          <Button variant="default" size="sm" mih={44} onClick={back}>
            {said.undo}
          </Button>
        </Group>
      ),
    })
  }

  #set(next: ReadonlySet<string>) {
    this.#hidden = next
    for (const changed of this.#watchers) changed()
  }
}

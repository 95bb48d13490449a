import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconLock } from '@tabler/icons-react'
import { useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import type { ModelOffer } from '../api-types.ts'
import styles from './ModelPicker.module.css'
import { words } from './messages.ts'
import { useRate } from './useRate.ts'

/** Which engine makes it. With one there is nothing to pick, so it is only named. Locked ones say what would unlock them. */
export function ModelPicker(props: {
  models: readonly ModelOffer[]
  value: string
  onChange?(modelKey: string): void
  onLocked(model: ModelOffer): void
}) {
  const t = useMessages(words)
  const rate = useRate()
  const chosen = props.models.find(({ modelKey }) => modelKey === props.value)
  if (!chosen) return null
  const face = (
    <>
      <span className={styles.name}>{chosen.name}</span>
      <TierBadge tier={chosen.tier} locked={chosen.accessible ? undefined : t('modelLocked')} />
    </>
  )
  if (props.models.length === 1)
    return (
      <div className={styles.only}>
        <span data-only>{chosen.name}</span>
        <TierBadge tier={chosen.tier} locked={chosen.accessible ? undefined : t('modelLocked')} />
      </div>
    )
  return (
    <Menu position="top-start" width={320}>
      <Menu.Target>
        <UnstyledButton className={styles.picker} aria-label={t('modelOf', { name: chosen.name })}>
          {face}
          <IconChevronDown size={18} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {props.models.map((model) => (
          <Menu.Item
            key={model.modelKey}
            disabled={!model.available}
            leftSection={
              model.accessible ? (
                model.modelKey === props.value ? (
                  <IconCheck size={18} aria-hidden />
                ) : (
                  <span className={styles.blank} />
                )
              ) : (
                <IconLock size={18} aria-hidden />
              )
            }
            rightSection={<TierBadge tier={model.tier} />}
            onClick={() => (model.accessible ? props.onChange?.(model.modelKey) : props.onLocked(model))}
          >
            {model.name}
            <span className={styles.rate}>
              {model.available ? (model.accessible ? rate(model) : t('modelUnlock')) : t('modelElsewhere')}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

import { Button, Group, Popover } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Tier } from '#catalog/tiers.ts'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { QuotaMeter } from '#ui/QuotaMeter.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { QuotaByModel } from '../account/QuotaByModel.tsx'
import { QuotaReset } from '../account/QuotaReset.tsx'
import { quotaState } from '../account/quota-state.ts'
import type { Me, Quota } from '../api-types.ts'
import { MeterButton } from './MeterButton.tsx'
import styles from './MeterPopover.module.css'
import { words } from './messages.ts'

/** Today's quota in full: how much is left, when there is more, which models took it, and what happens when it is gone. Opens as it arrives. */
export function MeterPopover({ quota, tier, me }: { quota: Quota; tier: Tier; me: Me }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // The button that was pressed has made room for this one; closing gives the focus back to where it was at opening.
  useEffect(() => {
    button.current?.focus()
    setOpened(true)
  }, [])
  const state = quotaState(quota)
  const close = () => setOpened(false)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={320}
      radius="lg"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <MeterButton ref={button} quota={quota} tier={tier} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('quotaToday')} className={styles.card}>
        <p className={styles.head}>
          {t('quotaToday')} <TierBadge tier={tier} />
        </p>
        <p className={styles.amount}>
          <strong className="num">{number(quota.remaining, locale)}</strong>{' '}
          {t('quotaLeftOf', { limit: quota.limit })}
        </p>
        <QuotaMeter used={quota.used} limit={quota.limit} label={t('quotaToday')} />
        {state !== 'ok' && (
          <p className={styles.state}>
            <IconAlertTriangle size={18} aria-hidden />
            {t(`quota_${state}`)}
          </p>
        )}
        <p>
          <QuotaReset resetAt={quota.resetAt} />
        </p>
        <p className={styles.dim}>
          {t(me.account.useCreditsAfterQuota ? 'afterCredits' : 'afterWait', { count: me.credits })}
        </p>
        <h2>{t('quotaModels')}</h2>
        <QuotaByModel quota={quota} />
        <Group gap="xs" grow mt="xs">
          <Button component={Link} to="/account/subscription" variant="default" onClick={close}>
            {t('quotaMore')}
          </Button>
          {state !== 'ok' && tier !== 'enterprise' && (
            <Button component={Link} to="/pricing" onClick={close}>
              {t('quotaUpgrade')}
            </Button>
          )}
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}

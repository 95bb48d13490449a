import { Table } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { includes } from '#catalog/tiers.ts'
import { number, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { Plan } from '../api-types.ts'
import styles from './ComparisonTable.module.css'
import { words } from './messages.ts'
import { tierName } from './tier-name.ts'

const extras = ['noWatermark', 'apiAccess', 'customBranding', 'sla', 'onPremise', 'team'] as const

/** The plans side by side. Wider than a phone, so it scrolls in its own box, by touch and by keyboard. */
export function ComparisonTable({ plans }: { plans: Plan[] }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const row = (head: string, cell: (plan: Plan) => ReactNode) => (
    <Table.Tr key={head}>
      <Table.Th scope="row">{head}</Table.Th>
      {plans.map((plan) => (
        <Table.Td key={plan.planId}>{cell(plan)}</Table.Td>
      ))}
    </Table.Tr>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
    <section className={styles.box} tabIndex={0} aria-label={t('compareTable')}>
      <Table className={styles.table} verticalSpacing="md" horizontalSpacing="lg">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('feature')}</Table.Th>
            {plans.map((plan) => (
              <Table.Th key={plan.planId} scope="col" data-tier={plan.tier}>
                {tierName[plan.tier]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {row(t('price'), (plan) => rupiah(plan.price))}
          {row(t('quotaRow'), (plan) => number(plan.dailyQuota, locale))}
          {row(t('modelsRow'), (plan) => t(`models_${plan.tier}`))}
          {row(t('supportRow'), (plan) => t(`support_${plan.tier}`))}
          {extras.map((extra) =>
            row(t(extra), (plan) =>
              has(plan, extra, plans) ? (
                <IconCheck size={22} stroke={2.25} role="img" aria-label={t('yes')} className={styles.yes} />
              ) : (
                <IconMinus size={20} role="img" aria-label={t('no')} className={styles.no} />
              ),
            ),
          )}
        </Table.Tbody>
      </Table>
    </section>
  )
}

/** A tier includes those below it, so what a smaller plan promises the larger one keeps. */
function has(plan: Plan, feature: string, plans: Plan[]) {
  return plans.some((other) => includes(plan.tier, other.tier) && other.features.includes(feature))
}

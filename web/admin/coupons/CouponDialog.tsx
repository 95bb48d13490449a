import { Button, Checkbox, Chip, Group, Input, NumberInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Choice } from '#ui/Choice.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../../api.ts'
import { packsQuery, plansQuery } from '../../queries.ts'
import { ActionDialog } from '../ActionDialog.tsx'
import { words as shared } from '../messages.ts'
import { Refused } from '../Refused.tsx'
import { useAction } from '../useAction.ts'
import styles from './CouponDialog.module.css'
import { bodyOf, type CouponDraft, emptyDraft, wrongFields } from './coupon-draft.ts'
import { words } from './messages.ts'

/** Makes a coupon. The server judges its terms; what it refuses is told at its field. */
export function CouponDialog({ onClose }: { onClose(): void }) {
  const t = useMessages(words)
  const all = useMessages(shared)
  const phone = useMediaQuery('(max-width: 36em)')
  const { data: plans = [] } = useQuery(plansQuery)
  const { data: packs = [] } = useQuery(packsQuery)
  const form = useForm<CouponDraft>({
    initialValues: emptyDraft,
    validate: {
      code: (code) => (/^[A-Z0-9-]{3,32}$/i.test(code.trim()) ? null : t('wrong_code')),
      value: (value, { kind }) =>
        Number(value) >= 1 && (kind === 'amount' || Number(value) <= 100) ? null : t('wrong_value'),
    },
  })
  const make = useAction((draft: CouponDraft) => api.post('/api/admin/coupons', bodyOf(draft)), onClose)
  const { kind, code, firstPaymentOnly } = form.values
  const unplaced = make.error instanceof ApiProblem && make.error.issues.length > 0 ? null : make.error

  const save = form.onSubmit(
    (draft) =>
      make.mutate(draft, {
        onError(error) {
          if (!(error instanceof ApiProblem)) return
          const wrong = Object.entries(wrongFields(error.issues, error.details.reason))
          for (const [field, word] of wrong) form.setFieldError(field, t(word))
          focus(wrong[0]?.[0])
        },
      }),
    (errors) => focus(Object.keys(errors)[0]),
  )
  const focus = (field: string | undefined) => field && form.getInputNode(field)?.focus()

  return (
    <ActionDialog onClose={onClose} fullScreen={phone} size="lg" title={t('make')}>
      <form noValidate onSubmit={save}>
        <Stack>
          <p className={styles.text}>{t('formText')}</p>
          <TextInput
            label={t('code')}
            description={t('codeHint')}
            required
            data-autofocus
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={40}
            classNames={{ input: styles.code }}
            {...form.getInputProps('code')}
          />
          <Choice
            label={t('kind')}
            value={kind}
            onChange={(next) => form.setFieldValue('kind', next)}
            options={[
              { value: 'percent', label: t('percent') },
              { value: 'amount', label: t('amount') },
            ]}
          />
          <NumberInput
            label={t(`value_${kind}`)}
            required
            min={1}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            thousandSeparator="."
            decimalSeparator=","
            {...(kind === 'percent' ? { suffix: '%', max: 100 } : { prefix: 'Rp ' })}
            {...form.getInputProps('value')}
          />
          <Input.Wrapper
            label={t('items')}
            labelElement="div"
            description={t('itemsHint')}
            error={form.errors.items}
          >
            <Chip.Group multiple {...form.getInputProps('items')}>
              <Group gap="xs" mt="xs">
                {plans
                  .filter(({ price }) => price > 0)
                  .map(({ planId, name }) => (
                    <Chip key={planId} value={planId} variant="light" classNames={{ label: styles.chip }}>
                      {name}
                    </Chip>
                  ))}
                {packs.map(({ packId, credits }) => (
                  <Chip key={packId} value={packId} variant="light" classNames={{ label: styles.chip }}>
                    {all('credits', { count: credits })}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Input.Wrapper>
          <div className={styles.pair}>
            <TextInput
              type="date"
              label={t('validFrom')}
              description={t('validFromHint')}
              {...form.getInputProps('validFrom')}
            />
            <TextInput
              type="date"
              label={t('validUntil')}
              description={t('validUntilHint')}
              {...form.getInputProps('validUntil')}
            />
            <NumberInput
              label={t('usesLimit')}
              description={t('usesLimitHint')}
              min={1}
              allowDecimal={false}
              hideControls
              {...form.getInputProps('usesLimit')}
            />
            <NumberInput
              label={t('usesPerAccount')}
              min={1}
              allowDecimal={false}
              hideControls
              {...form.getInputProps('usesPerAccount')}
            />
          </div>
          <Checkbox
            size="md"
            label={t('firstPaymentOnly')}
            classNames={{ body: styles.check }}
            {...form.getInputProps('firstPaymentOnly', { type: 'checkbox' })}
          />
          {!firstPaymentOnly && (
            <NumberInput
              label={t('periods')}
              description={t('periodsHint')}
              min={1}
              max={120}
              allowDecimal={false}
              hideControls
              {...form.getInputProps('periods')}
            />
          )}
          <Refused error={unplaced} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {all('back')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {code.trim() ? t('saveFull', { code: code.trim().toUpperCase() }) : t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </ActionDialog>
  )
}

import { Alert, Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import { keys } from '../queries.ts'
import styles from './form.module.css'
import { words } from './messages.ts'
import { Panel } from './Panel.tsx'

export function PasswordPanel() {
  const t = useMessages(words)
  const client = useQueryClient()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (value) => (value === '' ? t('needPassword') : null),
      newPassword: (value) => (value.length < 8 ? t('shortPassword') : null),
    },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      api.post('/api/auth/change-password', { ...values, revokeOtherSessions: true }),
    onSuccess: () => {
      form.reset()
      client.invalidateQueries({ queryKey: keys.sessions })
    },
    onError: (problem) => {
      if (!isWrong(problem)) return
      form.setFieldError('currentPassword', t('wrongPassword'))
      form.getInputNode('currentPassword')?.focus()
    },
  })
  return (
    <Panel title={t('password')}>
      <form
        noValidate
        className={styles.form}
        onSubmit={form.onSubmit(
          (values) => save.mutate(values),
          (errors) => form.getInputNode(Object.keys(errors)[0] ?? 'currentPassword')?.focus(),
        )}
      >
        {save.error && !isWrong(save.error) && (
          <Alert role="alert" color="red">
            {save.error instanceof ApiProblem && save.error.status === 429
              ? t('tooMany')
              : t('failed', { code: (save.error instanceof ApiProblem && save.error.requestId) || '–' })}
          </Alert>
        )}
        <PasswordInput
          label={t('currentPassword')}
          autoComplete="current-password"
          key={form.key('currentPassword')}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={t('newPassword')}
          description={t('newPasswordHint')}
          autoComplete="new-password"
          key={form.key('newPassword')}
          {...form.getInputProps('newPassword')}
        />
        <div className={styles.actions}>
          <Button type="submit" loading={save.isPending}>
            {t('savePassword')}
          </Button>
          <span role="status">{save.isSuccess && t('passwordSaved')}</span>
        </div>
      </form>
    </Panel>
  )
}

function isWrong(problem: unknown) {
  return problem instanceof ApiProblem && problem.issues.some(({ path }) => path[0] === 'currentPassword')
}

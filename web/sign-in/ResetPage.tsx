import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import { Door } from './Door.tsx'
import { EmailField, focusFirst, NewPasswordField, ToSignIn } from './fields.tsx'
import { words } from './messages.ts'
import { refusal, rules } from './refusal.tsx'

/** Asks for the link; opened from the mail (`?token=`), takes the new password. */
export function ResetPage() {
  const { token, error } = useSearch({ from: '/door' })
  if (error) return <DeadLink />
  return token ? <NewPassword token={token} /> : <AskForLink />
}

function AskForLink() {
  const t = useMessages(words)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: rules.email(t) },
  })
  const ask = useMutation({
    mutationFn: ({ email }: typeof form.values) =>
      api.post('/api/auth/request-password-reset', { email: email.trim() }),
  })
  if (ask.isSuccess) {
    return (
      <Door
        title={t('resetSentTitle')}
        text={t('resetSentText', { email: ask.variables.email.trim() })}
        after={<ToSignIn />}
      />
    )
  }
  return (
    <Door
      title={t('resetTitle')}
      text={t('resetText')}
      refused={ask.error ? refusal(ask.error, t) : null}
      onSubmit={form.onSubmit((values) => ask.mutate(values), focusFirst(form))}
      after={<ToSignIn />}
    >
      <EmailField autoComplete="username" key={form.key('email')} {...form.getInputProps('email')} />
      <Button type="submit" size="lg" loading={ask.isPending}>
        {t('resetSend')}
      </Button>
    </Door>
  )
}

function NewPassword({ token }: { token: string }) {
  const t = useMessages(words)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: rules.newPassword(t) },
  })
  const save = useMutation({
    mutationFn: ({ password }: typeof form.values) =>
      api.post('/api/auth/reset-password', { newPassword: password, token }),
  })
  if (save.error instanceof ApiProblem && save.error.issues.some(({ path }) => path[0] === 'token')) {
    return <DeadLink />
  }
  if (save.isSuccess) {
    return (
      <Door title={t('resetDoneTitle')} text={t('resetDoneText')}>
        <Button component={Link} to="/sign-in" size="lg">
          {t('signIn')}
        </Button>
      </Door>
    )
  }
  return (
    <Door
      title={t('resetNewTitle')}
      text={t('resetNewText')}
      refused={save.error ? refusal(save.error, t) : null}
      onSubmit={form.onSubmit((values) => save.mutate(values), focusFirst(form))}
    >
      <NewPasswordField
        label={t('newPassword')}
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="lg" loading={save.isPending}>
        {t('resetSave')}
      </Button>
    </Door>
  )
}

function DeadLink() {
  const t = useMessages(words)
  return (
    <Door title={t('linkDeadTitle')} text={t('linkDeadText')} after={<ToSignIn />}>
      <Button component={Link} to="/reset" size="lg" reloadDocument>
        {t('resetAgain')}
      </Button>
    </Door>
  )
}

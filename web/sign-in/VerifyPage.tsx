import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import { keys, meQuery } from '../queries.ts'
import { Door } from './Door.tsx'
import { ToSignIn } from './fields.tsx'
import { words } from './messages.ts'
import { refusal, rules } from './refusal.tsx'

/** Between signing up and the first credits: waits for the mail, confirms its link (`?token=`), or sends another. */
export function VerifyPage() {
  const { token, error } = useSearch({ from: '/door' })
  if (error) return <DeadLink />
  return token ? <Confirm token={token} /> : <Waiting />
}

/** A press confirms, not the opening: programs that scan mail open every link in it. */
function Confirm({ token }: { token: string }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const confirm = useMutation({
    mutationFn: () => api.get(`/api/auth/verify-email?token=${encodeURIComponent(token)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me }),
  })
  if (confirm.isSuccess) return <Verified />
  if (confirm.error instanceof ApiProblem && confirm.error.status === 422) return <DeadLink />
  return (
    <Door
      title={t('confirmTitle')}
      text={t('confirmText')}
      refused={confirm.error ? refusal(confirm.error, t) : null}
    >
      <Button size="lg" loading={confirm.isPending} onClick={() => confirm.mutate()}>
        {t('confirm')}
      </Button>
    </Door>
  )
}

/** Notices by itself when the link was pressed in another tab or on the phone. */
function Waiting() {
  const t = useMessages(words)
  const { data: me } = useQuery({
    ...meQuery,
    refetchInterval: ({ state }) => (state.data && !state.data.user.emailVerified ? 5_000 : false),
  })
  if (me?.user.emailVerified) return <Verified />
  return (
    <Door title={t('verifySentTitle')} text={t('verifySentText')} after={<ToSignIn />}>
      <Resend />
    </Door>
  )
}

function Verified() {
  const t = useMessages(words)
  const router = useRouter()
  const { next } = useSearch({ from: '/door' })
  return (
    <Door title={t('verifyDoneTitle')} text={t('verifyDoneText')}>
      <Button size="lg" onClick={() => router.history.push(next ?? '/studio')}>
        {t('openStudio')}
      </Button>
    </Door>
  )
}

function DeadLink() {
  const t = useMessages(words)
  return (
    <Door title={t('linkDeadTitle')} text={t('linkDeadText')} after={<ToSignIn />}>
      <Resend />
    </Door>
  )
}

function Resend() {
  const t = useMessages(words)
  const { email } = useSearch({ from: '/door' })
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: email ?? '' },
    validate: { email: rules.email(t) },
  })
  const send = useMutation({
    mutationFn: (values: typeof form.values) =>
      api.post('/api/auth/send-verification-email', { email: values.email.trim() }),
  })
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => send.mutate(values))}
      style={{ display: 'grid', gap: '1rem' }}
    >
      <TextInput
        label={t('verifyFor')}
        type="email"
        autoComplete="email"
        key={form.key('email')}
        {...form.getInputProps('email')}
      />
      <Button type="submit" size="lg" variant="default" loading={send.isPending}>
        {t('verifyResend')}
      </Button>
      <p role="status" style={{ margin: 0 }}>
        {send.isSuccess ? t('verifyResent') : send.error ? refusal(send.error, t) : null}
      </p>
    </form>
  )
}

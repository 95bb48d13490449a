import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import { keys, meQuery } from '../queries.ts'
import { Door } from './Door.tsx'
import { words } from './messages.ts'
import { refusal, rules } from './refusal.tsx'

/** Between signing up and the first credits: waits for the mail, judges its link (`?token=`), or sends another. */
export function VerifyPage() {
  const t = useMessages(words)
  const client = useQueryClient()
  const router = useRouter()
  const { token, error, next } = useSearch({ from: '/door' })
  const { data: me } = useQuery({ ...meQuery, refetchInterval: 5_000 })
  const check = useMutation({
    mutationFn: (asked: string) => api.get(`/api/auth/verify-email?token=${encodeURIComponent(asked)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me }),
  })
  const { mutate } = check
  useEffect(() => {
    if (token) mutate(token)
  }, [token, mutate])

  if (me?.user.emailVerified || check.isSuccess) {
    return (
      <Door title={t('verifyDoneTitle')} text={t('verifyDoneText')}>
        <Button size="lg" onClick={() => router.history.push(next ?? '/studio')}>
          {t('openStudio')}
        </Button>
      </Door>
    )
  }
  if (token && check.isPending) return <Door title={t('verifyWorking')} text="" />
  const dead = Boolean(error || check.error)
  return (
    <Door
      title={dead ? t('linkDeadTitle') : t('verifySentTitle')}
      text={dead ? t('linkDeadText') : t('verifySentText')}
      after={<Link to="/sign-in">{t('backToSignIn')}</Link>}
    >
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

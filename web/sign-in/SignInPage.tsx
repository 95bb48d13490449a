import { Anchor, Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import { Door } from './Door.tsx'
import { EmailField, focusFirst } from './fields.tsx'
import { words } from './messages.ts'
import { refusal, rules } from './refusal.tsx'

/** Sign-in, and back to the page that was asked for. */
export function SignInPage() {
  const t = useMessages(words)
  const router = useRouter()
  const client = useQueryClient()
  const { next } = useSearch({ from: '/door' })
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: { email: rules.email(t), password: (value) => (value === '' ? t('needPassword') : null) },
  })
  const signIn = useMutation({
    mutationFn: (values: typeof form.values) =>
      api.post('/api/auth/sign-in/email', { ...values, email: values.email.trim() }),
    onSuccess: () => {
      client.clear()
      router.history.push(next ?? '/studio')
    },
    onError: (problem) => {
      if (isWrong(problem)) form.setErrors({ password: t('wrong') })
      form.getInputNode('password')?.focus()
    },
  })
  return (
    <Door
      title={t('signInTitle')}
      text={t('signInText')}
      refused={signIn.error && !isWrong(signIn.error) ? refusal(signIn.error, t) : null}
      onSubmit={form.onSubmit((values) => signIn.mutate(values), focusFirst(form))}
      after={t.rich('noAccount', {
        link: (text) => (
          <Anchor component={Link} to="/sign-up" search>
            {text}
          </Anchor>
        ),
      })}
    >
      <EmailField autoComplete="username" key={form.key('email')} {...form.getInputProps('email')} />
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="lg" loading={signIn.isPending}>
        {t('signIn')}
      </Button>
      <Anchor component={Link} to="/reset" ta="center" py={10}>
        {t('forgot')}
      </Anchor>
    </Door>
  )
}

function isWrong(problem: unknown) {
  return problem instanceof ApiProblem && problem.status === 401
}

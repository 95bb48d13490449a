import { Anchor, Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import { meQuery } from '../queries.ts'
import { Door } from './Door.tsx'
import { EmailField, focusFirst, NewPasswordField } from './fields.tsx'
import { words } from './messages.ts'
import { refusal, rules } from './refusal.tsx'

/** A new account. Where mail has to be confirmed first, the next page says so; otherwise the studio opens. */
export function SignUpPage() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const router = useRouter()
  const client = useQueryClient()
  const { next } = useSearch({ from: '/door' })
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: { name: rules.name(t), email: rules.email(t), password: rules.newPassword(t) },
  })
  const signUp = useMutation({
    mutationFn: async ({ name, email, password }: typeof form.values) => {
      await api.post('/api/auth/sign-up/email', { name: name.trim(), email: email.trim(), password, locale })
      client.clear()
      return client.fetchQuery(meQuery)
    },
    onSuccess: (me, { email }) => {
      if (me?.user.emailVerified) router.history.push(next ?? '/studio')
      else router.navigate({ to: '/verify', search: { next, email: email.trim() } })
    },
    onError: (problem) => {
      if (isTaken(problem)) form.setFieldError('email', taken())
      else if (problem instanceof ApiProblem)
        for (const { path, message } of problem.issues) form.setFieldError(String(path[0]), message)
    },
  })
  const taken = () =>
    t.rich('taken', {
      link: (text) => (
        <Anchor component={Link} to="/sign-in" search>
          {text}
        </Anchor>
      ),
    })
  return (
    <Door
      title={t('signUpTitle')}
      text={t('signUpText')}
      refused={signUp.error && !isAboutAField(signUp.error) ? refusal(signUp.error, t) : null}
      onSubmit={form.onSubmit((values) => signUp.mutate(values), focusFirst(form))}
      after={t.rich('haveAccount', {
        link: (text) => (
          <Anchor component={Link} to="/sign-in" search>
            {text}
          </Anchor>
        ),
      })}
    >
      <TextInput
        label={t('name')}
        placeholder={t('namePlaceholder')}
        autoComplete="name"
        required
        withAsterisk={false}
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <EmailField autoComplete="email" key={form.key('email')} {...form.getInputProps('email')} />
      <NewPasswordField
        label={t('password')}
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="lg" loading={signUp.isPending}>
        {t('signUp')}
      </Button>
    </Door>
  )
}

function isTaken(problem: unknown) {
  return problem instanceof ApiProblem && (/exist|taken/.test(problem.code) || problem.status === 409)
}

function isAboutAField(problem: unknown) {
  return isTaken(problem) || (problem instanceof ApiProblem && problem.issues.length > 0)
}

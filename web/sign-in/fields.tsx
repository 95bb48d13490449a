import { Anchor, PasswordInput, type PasswordInputProps, TextInput, type TextInputProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

export function EmailField(props: TextInputProps) {
  const t = useMessages(words)
  return (
    <TextInput
      label={t('email')}
      placeholder={t('emailPlaceholder')}
      type="email"
      required
      withAsterisk={false}
      {...props}
    />
  )
}

/** A password somebody chooses, with what it has to be. */
export function NewPasswordField(props: PasswordInputProps) {
  const t = useMessages(words)
  return (
    <PasswordInput
      description={t('passwordHint')}
      autoComplete="new-password"
      required
      withAsterisk={false}
      {...props}
    />
  )
}

export function ToSignIn() {
  const t = useMessages(words)
  return (
    <Anchor component={Link} to="/sign-in">
      {t('backToSignIn')}
    </Anchor>
  )
}

/** What a form does when it is sent with mistakes: the first of them gets the focus. */
export function focusFirst(form: { getInputNode(field: string): HTMLElement | null }) {
  return (mistakes: Record<string, unknown>) => form.getInputNode(Object.keys(mistakes)[0] ?? '')?.focus()
}

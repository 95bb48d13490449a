import { Alert, Badge, Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import type { Me } from '../api-types.ts'
import { keys, meQuery } from '../queries.ts'
import { Preferences } from '../shell/Preferences.tsx'
import styles from './form.module.css'
import { words } from './messages.ts'
import { Panel } from './Panel.tsx'

export function ProfilePage() {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  return (
    <>
      <h1>{t('profile')}</h1>
      {me && <Person me={me} />}
      <Panel title={t('look')} text={t('lookHint')}>
        <div className={styles.form}>
          <Preferences />
        </div>
      </Panel>
    </>
  )
}

function Person({ me }: { me: Me }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: me.user.name },
    validate: { name: (value) => (value.trim() === '' ? t('needName') : null) },
  })
  const save = useMutation({
    mutationFn: ({ name }: typeof form.values) => api.patch('/api/me', { name: name.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me }),
  })
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={form.onSubmit(
        (values) => save.mutate(values),
        () => form.getInputNode('name')?.focus(),
      )}
    >
      {save.error && (
        <Alert role="alert" color="red">
          {t('failed', { code: (save.error instanceof ApiProblem && save.error.requestId) || '–' })}
        </Alert>
      )}
      <TextInput
        label={t('name')}
        autoComplete="name"
        maxLength={100}
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('email')}
        description={t('emailHint')}
        value={me.user.email}
        readOnly
        variant="filled"
        rightSectionWidth="auto"
        rightSectionProps={{ style: { paddingInline: '0.75rem' } }}
        rightSection={
          <Badge variant="light" color={me.user.emailVerified ? 'basic' : 'gray'} tt="none">
            {me.user.emailVerified ? t('verified') : t('unverified')}
          </Badge>
        }
      />
      <div className={styles.actions}>
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        <span role="status">{save.isSuccess && t('saved')}</span>
      </div>
    </form>
  )
}

import { Button, Progress } from '@mantine/core'
import { IconChevronRight, IconLogout } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { bytes } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { api } from '../api.ts'
import { meQuery } from '../queries.ts'
import styles from './AccountPage.module.css'
import { words } from './messages.ts'
import { sections } from './sections.ts'

/** Who is signed in, how full the shelf is, and the ways onward. */
export function AccountPage() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const client = useQueryClient()
  const router = useRouter()
  const { data: me } = useQuery(meQuery)
  const signOut = useMutation({
    mutationFn: () => api.post('/api/auth/sign-out'),
    onSuccess: async () => {
      await router.navigate({ to: '/' })
      client.clear()
    },
  })
  if (!me) return null
  const { used, limit } = me.storage
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1>{t('greeting', { name: me.user.name })}</h1>
          <p className={styles.email}>{me.user.email}</p>
        </div>
        {me.account.accountType === 'subscription' ? (
          <TierBadge tier={me.account.tier} />
        ) : (
          <span className={styles.payg}>{t('payg')}</span>
        )}
      </div>
      <ul className={styles.list}>
        {sections.map(({ to, word, hint, Icon }) => (
          <li key={to}>
            <Link to={to} className={styles.row}>
              <span className={styles.icon}>
                <Icon size={22} stroke={1.75} aria-hidden />
              </span>
              <span>
                <strong>{t(word)}</strong>
                <small>{t(hint)}</small>
              </span>
              <IconChevronRight size={20} aria-hidden className={styles.arrow} />
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.storage}>
        <p>
          <strong>{t('storage')}</strong>
          <span className="num">
            {t('storageUsed', { used: bytes(used, locale), limit: bytes(limit, locale) })}
          </span>
        </p>
        <Progress value={(used / limit) * 100} size="lg" radius="xl" aria-label={t('storage')} />
      </div>
      <Button
        variant="default"
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
        leftSection={<IconLogout size={20} aria-hidden />}
      >
        {t('signOut')}
      </Button>
    </>
  )
}

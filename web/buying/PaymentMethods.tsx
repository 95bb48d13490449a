import { useQuery } from '@tanstack/react-query'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import { words } from './messages.ts'
import styles from './PaymentMethods.module.css'

/** How something can be paid, in words: pictures of banks would be asked for elsewhere. Nothing where nobody says. */
export function PaymentMethods({ item }: { item: string }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: methods } = useQuery({
    queryKey: ['payment-methods', item],
    queryFn: ({ signal }) =>
      api.get<{ methods: { code: string; name: string }[] }>(
        `/api/payments/methods?item=${encodeURIComponent(item)}`,
        { signal },
      ),
    select: (answer) => answer.methods,
    staleTime: 600_000,
    retry: false,
  })
  if (!methods?.length) return null
  const list = new Intl.ListFormat(locale, { type: 'disjunction' }).format(methods.map(({ name }) => name))
  return <p className={styles.methods}>{t('payWith', { list })}</p>
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { Pack } from '../api-types.ts'
import { meQuery } from '../queries.ts'
import { CheckoutDialog } from './CheckoutDialog.tsx'
import { words } from './messages.ts'
import { signInFor, type Wish } from './wish.ts'

/** The button that buys a pack; strangers sign in first and come back. */
export function BuyPack({ pack, lit }: { pack: Pack; lit?: boolean }) {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  const { buy }: { buy?: unknown } = useSearch({ strict: false })
  const item: Wish = { kind: 'pack', id: pack.packId, name: String(pack.credits) }
  const [wish, setWish] = useState<Wish | null>(buy === item.id ? item : null)
  if (!me)
    return (
      <Button component="a" href={signInFor(pack.packId)} variant="default" fullWidth>
        {t('signInToBuy')}
      </Button>
    )
  return (
    <>
      <Button variant={lit ? 'filled' : 'default'} fullWidth onClick={() => setWish(item)}>
        {t('buy')}
      </Button>
      <CheckoutDialog wish={wish} onClose={() => setWish(null)} />
    </>
  )
}

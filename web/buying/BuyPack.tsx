import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { Pack } from '../api-types.ts'
import { meQuery } from '../queries.ts'
import { CheckoutDialog } from './CheckoutDialog.tsx'
import { words } from './messages.ts'
import type { Wish } from './wish.ts'

/** The button that buys a pack; strangers sign in first and come back. */
export function BuyPack({ pack }: { pack: Pack }) {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  const [wish, setWish] = useState<Wish | null>(null)
  if (!me)
    return (
      <Button component="a" href="/sign-in?next=%2Fpricing" variant="default" fullWidth>
        {t('signInToBuy')}
      </Button>
    )
  return (
    <>
      <Button
        variant="default"
        fullWidth
        onClick={() => setWish({ kind: 'pack', id: pack.packId, name: String(pack.credits) })}
      >
        {t('buy')}
      </Button>
      <CheckoutDialog wish={wish} onClose={() => setWish(null)} />
    </>
  )
}

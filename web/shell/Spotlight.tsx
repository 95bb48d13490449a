import '@mantine/spotlight/styles.layer.css'
import { Spotlight as MantineSpotlight, spotlight } from '@mantine/spotlight'
import {
  IconBuildingStore,
  IconChartBar,
  IconCoins,
  IconCrown,
  IconHome,
  IconListDetails,
  IconPhoto,
  IconSearch,
  IconShieldLock,
  IconTags,
  IconUserCircle,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { AppIcon } from '#ui/AppIcon.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { words as accountWords } from '../account/messages.ts'
import { words as adminWords } from '../admin/messages.ts'
import { sections } from '../admin/sections.ts'
import { appsQuery, meQuery } from '../queries.ts'
import { words } from './messages.ts'

/** Ctrl/⌘ K: every page and every app by name. Loaded the first time it is asked for. */
export function Spotlight({ onClose }: { onClose(): void }) {
  const t = useMessages(words)
  const a = useMessages(accountWords)
  const o = useMessages(adminWords)
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const { data: apps = [] } = useQuery({ ...appsQuery, enabled: Boolean(me) })
  useEffect(() => spotlight.open(), [])
  const pages = [
    { to: '/studio', label: t('home'), Icon: IconHome },
    { to: '/jobs', label: t('jobs'), Icon: IconListDetails },
    { to: '/gallery', label: t('gallery'), Icon: IconPhoto },
    { to: '/account/credits', label: a('credits'), Icon: IconCoins },
    { to: '/account/usage', label: a('usage'), Icon: IconChartBar },
    { to: '/account/subscription', label: a('subscription'), Icon: IconCrown },
    { to: '/account/security', label: a('security'), Icon: IconShieldLock },
    { to: '/account/profile', label: a('profile'), Icon: IconUserCircle },
    { to: '/pricing', label: t('pricing'), Icon: IconTags },
    ...(me?.user.role === 'admin'
      ? sections.map(({ to, word }) => ({
          to,
          label: `${t('operate')} · ${o(word)}`,
          Icon: IconBuildingStore,
        }))
      : []),
  ]
  return (
    <MantineSpotlight
      shortcut={null}
      onSpotlightClose={onClose}
      nothingFound={t('searchEmpty')}
      highlightQuery
      scrollable
      maxHeight="60vh"
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: t('search'),
        'aria-label': t('search'),
      }}
      actions={[
        ...apps.map((app) => ({
          id: app.id,
          label: app.name,
          leftSection: <AppIcon name={app.icon} size={22} />,
          onClick: () => navigate({ to: '/studio/$app', params: { app: app.id } }),
        })),
        ...pages.map(({ to, label, Icon }) => ({
          id: to,
          label,
          leftSection: <Icon size={22} stroke={1.75} aria-hidden />,
          onClick: () => navigate({ to }),
        })),
      ]}
    />
  )
}

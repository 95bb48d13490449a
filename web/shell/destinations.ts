import { IconBuildingStore, IconHome, IconListDetails, IconPhoto, IconUserCircle } from '@tabler/icons-react'

/** The places of the studio, in the order of the tab bar; *Buat* stands between, because it is a verb. */
export const destinations = [
  { to: '/studio', word: 'home', Icon: IconHome },
  { to: '/jobs', word: 'jobs', Icon: IconListDetails },
  { to: '/gallery', word: 'gallery', Icon: IconPhoto },
  { to: '/account', word: 'account', Icon: IconUserCircle },
] as const

/** Where operators work; nobody else sees the way. */
export const operatorDestination = { to: '/admin', word: 'operate', Icon: IconBuildingStore } as const

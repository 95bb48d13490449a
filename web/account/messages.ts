import { defineMessages } from '#ui/i18n.tsx'

export const words = defineMessages({
  id: {
    credits: 'Kredit',
    usage: 'Pemakaian',
    subscription: 'Langganan',
    security: 'Keamanan',
    profile: 'Profil',
  },
  en: {
    credits: 'Credits',
    usage: 'Usage',
    subscription: 'Subscription',
    security: 'Security',
    profile: 'Profile',
  },
})

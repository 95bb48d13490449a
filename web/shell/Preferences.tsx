import { ActionIcon, Popover, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { IconSunMoon } from '@tabler/icons-react'
import { useId } from 'react'
import { type Locale, useLocale, useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

/** Language and theme behind one button of the header. */
export function PreferencesMenu() {
  const t = useMessages(words)
  return (
    <Popover position="bottom-end" radius="lg" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={t('appearance')} title={t('appearance')}>
          <IconSunMoon size={22} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('appearance')}>
        <Preferences />
      </Popover.Dropdown>
    </Popover>
  )
}

export function Preferences() {
  const t = useMessages(words)
  const { locale, setLocale } = useLocale()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [language, look] = [useId(), useId()]
  return (
    <Stack gap="md" miw={260}>
      <div>
        <Text id={language} size="sm" fw={650} mb={6}>
          {t('language')}
        </Text>
        <SegmentedControl
          fullWidth
          size="md"
          aria-labelledby={language}
          value={locale}
          onChange={(next) => setLocale(next as Locale)}
          data={[
            { value: 'id', label: 'Indonesia' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div>
        <Text id={look} size="sm" fw={650} mb={6}>
          {t('theme')}
        </Text>
        <SegmentedControl
          fullWidth
          size="md"
          aria-labelledby={look}
          value={colorScheme}
          onChange={(next) => setColorScheme(next as 'light' | 'dark' | 'auto')}
          data={[
            { value: 'auto', label: t('auto') },
            { value: 'light', label: t('light') },
            { value: 'dark', label: t('dark') },
          ]}
        />
      </div>
    </Stack>
  )
}

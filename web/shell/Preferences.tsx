import { SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { useId } from 'react'
import { type Locale, useLocale, useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

/** Language and theme, chosen and seen at once. */
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

import { Button, Switch, Text, Textarea } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { Choice } from '#ui/Choice.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import { textsFrom } from './edit-carousel.ts'
import type { CarouselInput } from './input.ts'
import { limits } from './limits.ts'
import { words } from './messages.ts'
import { SliderRow } from './SliderRow.tsx'

/** Shape and kind of the files, what stands on every slide, and the captions beside them. */
export function FormatSettings({ value, onChange, pick }: EditorProps<CarouselInput>) {
  const t = useMessages(words)
  const format = (change: Partial<CarouselInput['format']>) =>
    onChange({ ...value, format: { ...value.format, ...change } })
  const brand = (change: Partial<CarouselInput['brand']>) =>
    onChange({ ...value, brand: { ...value.brand, ...change } })
  return (
    <SettingsBlock title={t('format')} icon={<IconUpload size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('aspect')}
        value={value.format.aspect}
        options={(['4:5', '1:1', '3:4', '9:16', '16:9'] as const).map((one) => ({ value: one, label: one }))}
        onChange={(aspect) => format({ aspect })}
      />
      <Choice
        label={t('type')}
        value={value.format.type}
        options={(['jpg', 'png', 'pdf'] as const).map((one) => ({ value: one, label: one.toUpperCase() }))}
        onChange={(type) => format({ type })}
      />
      {value.format.type !== 'png' && (
        <SliderRow
          label={t('quality')}
          value={value.format.quality}
          range={[50, 100, 5]}
          onChange={(quality) => format({ quality })}
        />
      )}
      <Switch
        size="md"
        label={t('pages')}
        checked={value.brand.pageNumbers}
        onChange={({ currentTarget }) => brand({ pageNumbers: currentTarget.checked })}
      />
      <Switch
        size="md"
        label={t('arrow')}
        checked={value.brand.arrow}
        onChange={({ currentTarget }) => brand({ arrow: currentTarget.checked })}
      />
      {value.brand.logo ? (
        <Button variant="default" mih={44} onClick={() => brand({ logo: undefined })}>
          {t('removeLogo')}
        </Button>
      ) : (
        <Button
          variant="default"
          mih={44}
          onClick={() => pick('image', ([logo]) => logo && brand({ logo: logo.id }))}
        >
          {t('chooseLogo')}
        </Button>
      )}
      <Textarea
        label={t('captions')}
        size="md"
        autosize
        minRows={2}
        maxRows={6}
        defaultValue={value.captions.join('\n')}
        onChange={({ currentTarget }) =>
          onChange({ ...value, captions: textsFrom(currentTarget.value).slice(0, limits.sets) })
        }
      />
      <Text size="sm" c="dimmed">
        {t('emojiCredit')}{' '}
        <a href="https://creativecommons.org/licenses/by/4.0/" target="_blank" rel="noreferrer">
          CC BY 4.0
        </a>
      </Text>
    </SettingsBlock>
  )
}

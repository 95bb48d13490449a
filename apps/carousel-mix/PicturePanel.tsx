import { Switch } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import { Choice } from '#ui/Choice.tsx'
import { percent } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import { ColourField } from './ColourField.tsx'
import type { Position } from './input.ts'
import { words } from './messages.ts'
import { SliderRow } from './SliderRow.tsx'

type Picture = Position['picture']
const veil = { colour: '#111318', strength: 0.35 }

/** How the pictures of one slide fill it. */
export function PicturePanel({ picture, onChange }: { picture: Picture; onChange(next: Picture): void }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const set = (change: Partial<Picture>) => onChange({ ...picture, ...change })
  const { overlay, focal } = picture
  const share = (value: number) => percent(value, locale)
  return (
    <SettingsBlock title={t('picture')} icon={<IconPhoto size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('fitting')}
        value={picture.fit}
        options={[
          { value: 'cover', label: t('fill') },
          { value: 'contain', label: t('contain') },
          { value: 'blur', label: t('blur') },
        ]}
        onChange={(fit) => set({ fit })}
      />
      {picture.fit === 'cover' && (
        <>
          <SliderRow
            label={t('focalX')}
            value={focal.x}
            range={[0, 1, 0.05]}
            said={share(focal.x)}
            onChange={(x) => set({ focal: { ...focal, x } })}
          />
          <SliderRow
            label={t('focalY')}
            value={focal.y}
            range={[0, 1, 0.05]}
            said={share(focal.y)}
            onChange={(y) => set({ focal: { ...focal, y } })}
          />
        </>
      )}
      <Choice
        label={t('filter')}
        value={picture.filter}
        options={(['none', 'mono', 'warm', 'cool'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(filter) => set({ filter })}
      />
      <SliderRow
        label={t('overlay')}
        value={overlay?.strength ?? 0}
        range={[0, 0.9, 0.05]}
        said={share(overlay?.strength ?? 0)}
        onChange={(strength) =>
          set({ overlay: strength === 0 ? undefined : { ...veil, ...overlay, strength } })
        }
      />
      {overlay && (
        <>
          <ColourField
            label={t('overlayColour')}
            value={overlay.colour}
            onChange={(colour) => set({ overlay: { ...overlay, colour } })}
          />
          <Switch
            size="md"
            label={t('overlayGradient')}
            checked={overlay.end !== undefined}
            onChange={({ currentTarget }) =>
              set({ overlay: { ...overlay, end: currentTarget.checked ? '#7a1fa2' : undefined } })
            }
          />
          {overlay.end !== undefined && (
            <ColourField
              label={t('overlayEnd')}
              value={overlay.end}
              onChange={(end) => set({ overlay: { ...overlay, end } })}
            />
          )}
        </>
      )}
    </SettingsBlock>
  )
}

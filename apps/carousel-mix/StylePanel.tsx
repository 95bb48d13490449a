import { Button, NativeSelect, Switch } from '@mantine/core'
import { IconTypography } from '@tabler/icons-react'
import { families, isBundled, type Weights } from '#media/image/families.ts'
import { Choice } from '#ui/Choice.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import { anchors } from './anchors.ts'
import { ColourField } from './ColourField.tsx'
import styles from './Editor.module.css'
import { FontChoice } from './FontChoice.tsx'
import type { CarouselInput, Position, TextStyle } from './input.ts'
import { words } from './messages.ts'
import { PicturePanel } from './PicturePanel.tsx'
import { lookOf, type PresetId, presetIds } from './presets.ts'
import { SliderRow } from './SliderRow.tsx'
import type { OwnFont } from './useOwnFonts.ts'

const names: Record<PresetId, string> = {
  'bold-modern': 'Bold modern',
  'tiktok-outline': 'TikTok outline',
  'gradient-label': 'Gradient label',
  minimal: 'Minimal',
  neon: 'Neon',
  elegant: 'Elegant',
  playful: 'Playful',
  retro: 'Retro',
}

/** How the words and the pictures of one slide look. */
export function StylePanel(
  props: EditorProps<CarouselInput> & { at: number; fonts: ReadonlyMap<string, OwnFont> },
) {
  const t = useMessages(words)
  const { value: input, at, onChange } = props
  const position = input.positions[at]
  if (!position) return null
  const look = lookOf(position.style)
  const own = props.fonts.get(look.family)
  const known = isBundled(look.family) || own !== undefined
  const [thinnest, boldest] = weightsOffered(look.family, own?.weights)
  const weight = Math.min(boldest, Math.max(thinnest, look.weight))
  const put = (change: Partial<Position>) =>
    onChange({
      ...input,
      positions: input.positions.map((one, n) => (n === at ? { ...one, ...change } : one)),
    })
  const set = (change: TextStyle) => put({ style: { ...position.style, ...change } })
  const free = typeof look.position === 'object' ? look.position : { x: 50, y: 50 }
  return (
    <>
      <SettingsBlock title={t('style')} icon={<IconTypography size={22} stroke={1.75} aria-hidden />}>
        <Choice
          label={t('preset')}
          value={position.style.preset ?? 'bold-modern'}
          options={presetIds.map((value) => ({ value, label: names[value] }))}
          onChange={(preset) =>
            put({ style: { preset, ...(isBundled(look.family) ? {} : { family: look.family }) } })
          }
        />
        <Button
          variant="light"
          mih={44}
          onClick={() =>
            onChange({
              ...input,
              positions: input.positions.map((one) => ({ ...one, style: position.style })),
            })
          }
        >
          {t('sameStyle')}
        </Button>
        <details className={styles.details}>
          <summary>{t('more')}</summary>
          <div className={styles.stack}>
            <FontChoice
              {...props}
              family={look.family}
              choose={(family) => set({ family: family as TextStyle['family'] })}
            />
            <Choice
              label={t('size')}
              value={look.size === 'auto-fit' ? 'fit' : 'own'}
              options={[
                { value: 'fit', label: t('fit') },
                { value: 'own', label: t('own') },
              ]}
              onChange={(kind) => set({ size: kind === 'fit' ? 'auto-fit' : 6 })}
            />
            {look.size !== 'auto-fit' && (
              <SliderRow
                label={t('percentHeight')}
                value={look.size}
                range={[2, 40, 0.5]}
                onChange={(size) => set({ size })}
              />
            )}
            {thinnest < boldest ? (
              <SliderRow
                label={t('weight')}
                value={weight}
                range={[thinnest, boldest, 100]}
                onChange={(weight) => set({ weight })}
              />
            ) : (
              known && <p className={styles.note}>{t('oneWeight')}</p>
            )}
            <Choice
              label={t('colour')}
              value={look.colour === 'auto' ? 'auto' : 'own'}
              options={[
                { value: 'auto', label: t('auto') },
                { value: 'own', label: t('own') },
              ]}
              onChange={(kind) => set({ colour: kind === 'auto' ? 'auto' : '#ffffff' })}
            />
            {look.colour !== 'auto' && (
              <ColourField
                label={t('letterColour')}
                value={look.colour}
                onChange={(colour) => set({ colour })}
              />
            )}
            <ColourField label={t('accent')} value={look.accent} onChange={(accent) => set({ accent })} />
            <Choice
              label={t('background')}
              value={look.background}
              options={(['none', 'box', 'highlight', 'gradient'] as const).map((value) => ({
                value,
                label: t(value),
              }))}
              onChange={(background) => set({ background })}
            />
            {look.background !== 'none' && (
              <ColourField
                label={t('backgroundColour')}
                value={look.backgroundColour}
                onChange={(backgroundColour) => set({ backgroundColour })}
              />
            )}
            {look.background === 'gradient' && (
              <ColourField
                label={t('backgroundEnd')}
                value={look.backgroundEnd}
                onChange={(backgroundEnd) => set({ backgroundEnd })}
              />
            )}
            <Choice
              label={t('align')}
              value={look.align}
              options={(['left', 'centre', 'right'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(align) => set({ align })}
            />
            <NativeSelect
              size="md"
              label={t('place')}
              value={typeof look.position === 'string' ? look.position : 'free'}
              data={[
                ...anchors.map((value, n) => ({ value: value as string, label: t(`p${n}` as 'p0') })),
                { value: 'free', label: t('freePlace') },
              ]}
              onChange={({ currentTarget }) =>
                set({
                  position:
                    currentTarget.value === 'free'
                      ? { x: 50, y: 50 }
                      : (currentTarget.value as (typeof anchors)[number]),
                })
              }
            />
            {typeof look.position === 'object' && (
              <>
                <SliderRow
                  label={t('placeX')}
                  value={look.position.x}
                  range={[10, 90, 1]}
                  said={`${look.position.x} %`}
                  onChange={(x) => set({ position: { ...free, x } })}
                />
                <SliderRow
                  label={t('placeY')}
                  value={look.position.y}
                  range={[10, 90, 1]}
                  said={`${look.position.y} %`}
                  onChange={(y) => set({ position: { ...free, y } })}
                />
              </>
            )}
            <SliderRow
              label={t('outline')}
              value={look.outline.width}
              range={[0, 20, 1]}
              said={`${look.outline.width} %`}
              onChange={(width) => set({ outline: { ...look.outline, width } })}
            />
            {look.outline.width > 0 && (
              <ColourField
                label={t('outlineColour')}
                value={look.outline.colour}
                onChange={(colour) => set({ outline: { ...look.outline, colour } })}
              />
            )}
            <SliderRow
              label={t('padding')}
              value={look.padding}
              range={[3, 20, 1]}
              said={`${look.padding} %`}
              onChange={(padding) => set({ padding })}
            />
            <SliderRow
              label={t('lineHeight')}
              value={look.lineHeight}
              range={[0.9, 2, 0.05]}
              onChange={(lineHeight) => set({ lineHeight: Math.round(lineHeight * 100) / 100 })}
            />
            <Switch
              size="md"
              label={t('uppercase')}
              checked={look.uppercase}
              onChange={({ currentTarget }) => set({ uppercase: currentTarget.checked })}
            />
            <Switch
              size="md"
              label={t('shadow')}
              checked={look.shadow}
              onChange={({ currentTarget }) => set({ shadow: currentTarget.checked })}
            />
          </div>
        </details>
      </SettingsBlock>
      <PicturePanel picture={position.picture} onChange={(picture) => put({ picture })} />
    </>
  )
}

/** Whole hundreds of those a run may ask for. A font that is not known yet has its one. */
function weightsOffered(family: string, own: Weights = [400, 400]): Weights {
  const [thinnest, boldest] = isBundled(family) ? families[family].weights : own
  const hundred = (weight: number) => Math.min(900, Math.max(300, Math.round(weight / 100) * 100))
  return [hundred(thinnest), hundred(boldest)]
}

import { Button, ColorInput, NativeSelect, Slider, Switch } from '@mantine/core'
import { IconPhoto, IconTypography } from '@tabler/icons-react'
import { families, isBundled, type Weights } from '#media/image/families.ts'
import { Choice } from '#ui/Choice.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import styles from './Editor.module.css'
import { FontChoice } from './FontChoice.tsx'
import type { CarouselInput, Position, TextStyle } from './input.ts'
import { words } from './messages.ts'
import { lookOf, type PresetId, presetIds } from './presets.ts'
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
const anchors = [
  'top-left',
  'top',
  'top-right',
  'left',
  'centre',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const

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
  const { picture } = position
  const setPicture = (change: Partial<Position['picture']>) => put({ picture: { ...picture, ...change } })
  const slider = (
    label: string,
    value: number,
    [min, max, step]: [number, number, number],
    change: (value: number) => void,
  ) => (
    <div className={styles.slider}>
      <span>{label}</span>
      <Slider value={value} min={min} max={max} step={step} thumbLabel={label} onChange={change} />
    </div>
  )
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
            {look.size !== 'auto-fit' &&
              slider(t('percentHeight'), look.size, [2, 20, 0.5], (size) => set({ size }))}
            {thinnest < boldest
              ? slider(t('weight'), weight, [thinnest, boldest, 100], (weight) => set({ weight }))
              : known && <p className={styles.note}>{t('oneWeight')}</p>}
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
              <ColorInput
                size="md"
                aria-label={t('colour')}
                value={look.colour}
                onChangeEnd={(colour) => set({ colour })}
              />
            )}
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
              <ColorInput
                size="md"
                aria-label={t('background')}
                value={look.backgroundColour}
                onChangeEnd={(backgroundColour) => set({ backgroundColour })}
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
              value={typeof look.position === 'string' ? look.position : 'centre'}
              data={anchors.map((value, n) => ({ value, label: t(`p${n}` as 'p0') }))}
              onChange={({ currentTarget }) =>
                set({ position: currentTarget.value as (typeof anchors)[number] })
              }
            />
            {slider(t('outline'), look.outline.width, [0, 20, 1], (width) =>
              set({ outline: { ...look.outline, width } }),
            )}
            {slider(t('padding'), look.padding, [3, 20, 1], (padding) => set({ padding }))}
            {slider(t('lineHeight'), look.lineHeight, [0.9, 2, 0.05], (lineHeight) =>
              set({ lineHeight: Math.round(lineHeight * 100) / 100 }),
            )}
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
      <SettingsBlock title={t('picture')} icon={<IconPhoto size={22} stroke={1.75} aria-hidden />}>
        <Choice
          label={t('picture')}
          value={picture.fit}
          options={[
            { value: 'cover', label: t('fill') },
            { value: 'contain', label: t('contain') },
            { value: 'blur', label: t('blur') },
          ]}
          onChange={(fit) => setPicture({ fit })}
        />
        <Choice
          label={t('filter')}
          value={picture.filter}
          options={(['none', 'mono', 'warm', 'cool'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(filter) => setPicture({ filter })}
        />
        {picture.fit === 'cover' &&
          slider(t('focalX'), picture.focal.x, [0, 1, 0.05], (x) =>
            setPicture({ focal: { ...picture.focal, x } }),
          )}
        {picture.fit === 'cover' &&
          slider(t('focalY'), picture.focal.y, [0, 1, 0.05], (y) =>
            setPicture({ focal: { ...picture.focal, y } }),
          )}
        {slider(t('overlay'), picture.overlay?.strength ?? 0, [0, 0.9, 0.05], (strength) =>
          setPicture({
            overlay: strength === 0 ? undefined : { colour: '#111318', ...picture.overlay, strength },
          }),
        )}
      </SettingsBlock>
    </>
  )
}

/** Whole hundreds of those a run may ask for. A font that is not known yet has its one. */
function weightsOffered(family: string, own: Weights = [400, 400]): Weights {
  const [thinnest, boldest] = isBundled(family) ? families[family].weights : own
  const hundred = (weight: number) => Math.min(900, Math.max(300, Math.round(weight / 100) * 100))
  return [hundred(thinnest), hundred(boldest)]
}

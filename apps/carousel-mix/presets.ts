import type { Family } from '#media/image/families.ts'

/** A text style with nothing left open. Units as in `input.ts`. */
export interface Look {
  family: Family
  size: 'auto-fit' | number
  weight: number
  colour: string
  accent: string
  background: 'none' | 'box' | 'highlight' | 'gradient'
  backgroundColour: string
  backgroundEnd: string
  outline: { colour: string; width: number }
  shadow: boolean
  /** The shadow is light of the letters' own colour: no option, a preset's own. */
  glow: boolean
  align: 'left' | 'centre' | 'right'
  position: string | { x: number; y: number }
  padding: number
  lineHeight: number
  uppercase: boolean
}

export const presetIds = [
  'bold-modern',
  'tiktok-outline',
  'gradient-label',
  'minimal',
  'neon',
  'elegant',
  'playful',
  'retro',
] as const
export type PresetId = (typeof presetIds)[number]

const base: Look = {
  family: 'montserrat',
  size: 'auto-fit',
  weight: 800,
  colour: 'auto',
  accent: '#ffc145',
  background: 'none',
  backgroundColour: '#14151a',
  backgroundEnd: '#14151a',
  outline: { colour: '#000000', width: 0 },
  shadow: false,
  glow: false,
  align: 'left',
  position: 'bottom-left',
  padding: 8,
  lineHeight: 1.12,
  uppercase: false,
}

const presets: Record<PresetId, Partial<Look>> = {
  'bold-modern': {},
  'tiktok-outline': {
    colour: '#ffffff',
    outline: { colour: '#0a0a0a', width: 14 },
    align: 'centre',
    position: 'centre',
    weight: 900,
  },
  'gradient-label': {
    background: 'gradient',
    backgroundColour: '#7a1fa2',
    backgroundEnd: '#c2185b',
    colour: '#ffffff',
    accent: '#ffe082',
    align: 'centre',
    position: 'bottom',
    weight: 700,
  },
  minimal: { family: 'jakarta', weight: 500, size: 4.5, lineHeight: 1.35 },
  neon: {
    family: 'oswald',
    weight: 600,
    colour: '#7dfcff',
    accent: '#ff7de9',
    background: 'box',
    backgroundColour: '#0d0722',
    backgroundEnd: '#0d0722',
    align: 'centre',
    position: 'centre',
    uppercase: true,
    shadow: true,
    glow: true,
  },
  elegant: {
    family: 'playfair',
    weight: 600,
    align: 'centre',
    position: 'centre',
    accent: '#f3d9a4',
    lineHeight: 1.22,
  },
  playful: {
    family: 'baloo',
    weight: 800,
    background: 'highlight',
    backgroundColour: '#ffd43b',
    backgroundEnd: '#ffd43b',
    colour: '#1b1430',
    accent: '#c2185b',
    align: 'centre',
    position: 'top',
    lineHeight: 1.3,
  },
  retro: {
    family: 'oswald',
    weight: 700,
    background: 'box',
    backgroundColour: '#f4e4c1',
    backgroundEnd: '#f4e4c1',
    colour: '#8a2b0e',
    accent: '#1f5f5b',
    uppercase: true,
    align: 'left',
    position: 'bottom-left',
  },
}

/** The preset with what the person chose over it. */
export function lookOf(style: { preset?: PresetId } & Partial<Record<keyof Look, unknown>>): Look {
  const { preset = 'bold-modern', ...own } = style
  const chosen = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  return { ...base, ...presets[preset], ...chosen }
}

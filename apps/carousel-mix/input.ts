import { z } from 'zod'
import { familyIds } from '#media/image/families.ts'
import { anchors } from './anchors.ts'
import { limits } from './limits.ts'
import { presetIds } from './presets.ts'

const assetId = z.string().min(1).max(100)
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'Use a colour such as #ff8800.')
const share = z.number().min(0).max(1)

/** What is left out comes from the preset. Sizes, padding and places are shares of the slide: see each field. */
export const textStyle = z.strictObject({
  preset: z.enum(presetIds).optional(),
  /** A bundled family, or the asset id of a font. */
  family: z
    .union([z.enum(familyIds), z.uuid()], 'Use one of the bundled fonts, or the id of a font you uploaded.')
    .optional(),
  /** Per cent of the slide's height, or as large as fits. */
  size: z.union([z.literal('auto-fit'), z.number().min(2).max(40)]).optional(),
  weight: z.int().min(300).max(900).optional(),
  colour: z.union([z.literal('auto'), colour]).optional(),
  /** The colour of `*emphasis*`. */
  accent: colour.optional(),
  background: z.enum(['none', 'box', 'highlight', 'gradient']).optional(),
  backgroundColour: colour.optional(),
  /** The second colour of a gradient. */
  backgroundEnd: colour.optional(),
  /** Per cent of the letters' size. */
  outline: z.strictObject({ colour, width: z.number().min(0).max(20) }).optional(),
  shadow: z.boolean().optional(),
  align: z.enum(['left', 'centre', 'right']).optional(),
  /** An anchor, or the middle of the text in per cent of the slide. */
  position: z
    .union([
      z.enum(anchors),
      z.strictObject({ x: z.number().min(10).max(90), y: z.number().min(10).max(90) }),
    ])
    .optional(),
  /** Per cent of the shorter side. */
  padding: z.number().min(3).max(20).optional(),
  lineHeight: z.number().min(0.9).max(2).optional(),
  uppercase: z.boolean().optional(),
})

const picture = z.strictObject({
  fit: z.enum(['cover', 'contain', 'blur']).default('cover'),
  /** The point that stays in sight, in shares of width and height. */
  focal: z.strictObject({ x: share, y: share }).default({ x: 0.5, y: 0.5 }),
  overlay: z.strictObject({ colour, end: colour.optional(), strength: share.default(0.35) }).optional(),
  filter: z.enum(['none', 'mono', 'warm', 'cool']).default('none'),
})

const text = z
  .string()
  .max(limits.textLength)
  .refine((words) => words.trim() !== '', 'A text has no words.')

const position = z.strictObject({
  images: z.array(assetId).min(1, 'This position has no picture.').max(limits.images),
  texts: z.array(text).max(limits.texts).default([]),
  style: textStyle.default({}),
  picture: picture.prefault({}),
})

/** `position` counts from 0; `text` is the place of a text in its position. */
const place = {
  position: z
    .int()
    .min(0)
    .max(limits.positions - 1),
}
const match = z.strictObject({
  ...place,
  image: assetId,
  text: z
    .int()
    .min(0)
    .max(limits.texts - 1),
})
const weight = z.strictObject({ ...place, image: assetId, weight: z.int().min(1).max(10) })

const constraints = z.strictObject({
  /** The picture appears with that text only. */
  pair: z.array(match).max(400).default([]),
  /** The picture never appears with that text. */
  exclude: z.array(match).max(4000).default([]),
  /** No first slide, picture and text, comes twice. */
  uniqueCover: z.boolean().default(false),
  /** How often a picture is used against the others of its position; 1 where nothing is said. */
  weights: z.array(weight).max(200).default([]),
  /** Sets that are passed over, by their place in the sequence of this seed. */
  skip: z.array(z.int().min(0).max(999)).max(200).default([]),
  /** Sets that are made whatever the seed: a picture and a text a position, null where it has none. Let go when their parts are gone. */
  keep: z
    .array(
      z.array(z.strictObject({ image: assetId, text: match.shape.text.nullable() })).max(limits.positions),
    )
    .max(limits.sets)
    .default([]),
})

const format = z.strictObject({
  aspect: z.enum(['1:1', '4:5', '3:4', '9:16', '16:9']).default('4:5'),
  type: z.enum(['jpg', 'png', 'pdf']).default('jpg'),
  /** Of jpg and of the pictures in a pdf. */
  quality: z.int().min(50).max(100).default(90),
})

const brand = z.strictObject({
  logo: assetId.optional(),
  pageNumbers: z.boolean().default(false),
  arrow: z.boolean().default(false),
})

/** What a carousel run is asked for: the body of the run, and the document a project keeps. Defaults are filled in. */
export const carouselInput = z.strictObject({
  positions: z.array(position).min(2).max(limits.positions),
  sets: z.int().min(1).max(limits.sets),
  /** The same seed and pools give the same bytes. */
  seed: z.int().min(0).default(1),
  format: format.prefault({}),
  constraints: constraints.prefault({}),
  brand: brand.prefault({}),
  /** One a set, in turn. */
  captions: z.array(z.string().max(limits.textLength)).max(limits.sets).default([]),
})

export type CarouselInput = z.output<typeof carouselInput>
export type CarouselRequest = z.input<typeof carouselInput>
export type Position = CarouselInput['positions'][number]
export type TextStyle = z.output<typeof textStyle>

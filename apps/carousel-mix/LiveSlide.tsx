import { useEffect, useRef, useState } from 'react'
import type { Readable } from '#media/image/contrast.ts'
import { drawGround } from '#media/image/draw-ground.ts'
import { drawSlide } from '#media/image/draw-slide.ts'
import { isBundled } from '#media/image/families.ts'
import { browserDrawing, loadPicture } from './browser-drawing.ts'
import { sizes, textOf } from './compose.ts'
import styles from './Editor.module.css'
import type { CarouselInput } from './input.ts'
import { lookOf } from './presets.ts'
import { safeAreaOf } from './safe-areas.ts'
import type { OwnFont } from './useOwnFonts.ts'

/** One slide as it will be, drawn by the code that makes the result. */
export function LiveSlide(props: {
  input: CarouselInput
  at: number
  /** Of the person's own, by family. */
  fonts: ReadonlyMap<string, OwnFont>
  url: string
  text: string | undefined
  logoUrl?: string
  label: string
  /** Pixels of the canvas's width; the slide is always laid out in full size. */
  width: number
  guides?: 'off' | 'instagram' | 'tiktok'
  onDrawn?(readable: Readable | null): void
}) {
  const { input, at, fonts, url, text, logoUrl, width, onDrawn, guides = 'off' } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, setFailed] = useState(false)
  const size = sizes[input.format.aspect]
  const { family } = lookOf(input.positions[at]?.style ?? {})
  const own = fonts.get(family)
  const key = JSON.stringify([
    own?.weights,
    input.positions[at]?.style,
    input.positions[at]?.picture,
    input.brand,
    input.format.aspect,
    input.positions.length,
  ])
  useEffect(() => {
    let current = true
    draw()
      .then(() => setFailed(false))
      .catch(() => current && setFailed(true))
    return () => {
      current = false
    }

    async function draw() {
      const position = input.positions[at]
      // A font of one's own that is not known yet would be drawn as another.
      if (!position || (!own && !isBundled(family))) return
      const drawing = await browserDrawing(family, text === undefined ? [] : [text], own)
      const [image, logo] = await Promise.all([loadPicture(url), logoUrl ? loadPicture(logoUrl) : undefined])
      const context = canvas.current?.getContext('2d')
      if (!current || !context) return
      const ground = drawing.canvas(size.width, size.height)
      const photo = { picture: image, width: image.naturalWidth, height: image.naturalHeight }
      drawGround(ground.context, size, photo, position.picture, drawing)
      context.setTransform(width / size.width, 0, 0, width / size.width, 0, 0)
      const extras = {
        logo: logo && { picture: logo, width: logo.naturalWidth, height: logo.naturalHeight },
        page: input.brand.pageNumbers ? { number: at + 1, of: input.positions.length } : undefined,
        arrow: input.brand.arrow && at < input.positions.length - 1,
      }
      const slide = { ...size, text: textOf(position, text, size, drawing.own), extras }
      const readable = drawSlide(context, ground.canvas, slide, drawing)
      onDrawn?.(readable)
      if (guides === 'off') return
      const area = safeAreaOf(input.format.aspect, guides)
      context.strokeStyle = '#ff3b6b'
      context.lineWidth = 4
      context.setLineDash([18, 14])
      context.strokeRect(
        area.left * size.width,
        area.top * size.height,
        (1 - area.left - area.right) * size.width,
        (1 - area.top - area.bottom) * size.height,
      )
      context.setLineDash([])
    }
  }, [key, at, url, text, logoUrl, width, guides])
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={failed ? `${props.label} ⚠` : props.label}
      width={width}
      height={Math.round((width * size.height) / size.width)}
      className={styles.slide}
    />
  )
}

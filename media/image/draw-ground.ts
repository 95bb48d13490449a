import type { Context, Drawing, GroundStyle, Picture } from './slide.ts'

interface Sized {
  picture: Picture
  width: number
  height: number
}

/** The picture of a slide with its fit, filter and overlay. Only what canvases do alike everywhere is used. */
export function drawGround(
  context: Context,
  size: { width: number; height: number },
  photo: Sized,
  style: GroundStyle,
  drawing: Pick<Drawing, 'canvas'>,
): void {
  const { width, height } = size
  context.save()
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#f3f1ec'
  context.fillRect(0, 0, width, height)
  if (style.fit === 'blur') {
    // Shrinking to a few pixels and back blurs the same way in every canvas.
    const small = drawing.canvas(24, Math.max(1, Math.round((24 * height) / width)))
    const tiny = { width: 24, height: Math.max(1, Math.round((24 * height) / width)) }
    place(
      small.context,
      tiny,
      photo,
      Math.max(tiny.width / photo.width, tiny.height / photo.height),
      style.focal,
    )
    context.drawImage(small.canvas, 0, 0, width, height)
    context.fillStyle = 'rgba(10, 10, 14, 0.25)'
    context.fillRect(0, 0, width, height)
  }
  const [x, y] = [width / photo.width, height / photo.height]
  place(context, size, photo, style.fit === 'cover' ? Math.max(x, y) : Math.min(x, y), style.focal)
  const tints = {
    none: null,
    mono: ['saturation', '#808080'],
    warm: ['soft-light', '#ff9a3d'],
    cool: ['soft-light', '#3d8bff'],
  } as const
  const tint = tints[style.filter]
  if (tint) {
    context.globalCompositeOperation = tint[0]
    context.globalAlpha = style.filter === 'mono' ? 1 : 0.55
    context.fillStyle = tint[1]
    context.fillRect(0, 0, width, height)
    context.globalCompositeOperation = 'source-over'
  }
  if (style.overlay) {
    const { colour, end, strength } = style.overlay
    const gradient = context.createLinearGradient(0, 0, 0, height)
    gradient.addColorStop(0, colour)
    gradient.addColorStop(1, end ?? colour)
    context.globalAlpha = strength
    context.fillStyle = gradient
    context.fillRect(0, 0, width, height)
  }
  context.restore()
}

function place(
  context: Context,
  size: { width: number; height: number },
  photo: Sized,
  scale: number,
  focal: { x: number; y: number },
) {
  const [width, height] = [photo.width * scale, photo.height * scale]
  const [dx, dy] = [size.width - width, size.height - height]
  // The focal point stays in the middle as far as the picture reaches. Whole pixels: what has its size already is not drawn anew.
  const x = dx >= 0 ? dx / 2 : Math.min(0, Math.max(dx, size.width / 2 - focal.x * width))
  const y = dy >= 0 ? dy / 2 : Math.min(0, Math.max(dy, size.height / 2 - focal.y * height))
  context.drawImage(photo.picture, Math.round(x), Math.round(y), width, height)
}

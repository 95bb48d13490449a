import type { CarouselInput } from './input.ts'

interface SafeArea {
  /** Shares of the slide that the platform's own buttons and words may cover. */
  top: number
  bottom: number
  left: number
  right: number
}

/**
 * What stays free of each platform's interface on a full-screen post, as of 2026-11.
 * Instagram: Meta Business Help, "safe zones" for 9:16 (14 % above, 35 % below, 6 % at the sides).
 * TikTok: Ads Manager's safe-zone template for 1080 × 1920 with a caption (rounded outwards).
 * Posts of other shapes are shown whole; only their edges are rounded or dotted.
 */
export const safeAreas: Record<'instagram' | 'tiktok', SafeArea> = {
  instagram: { top: 0.14, bottom: 0.35, left: 0.06, right: 0.06 },
  tiktok: { top: 0.07, bottom: 0.26, left: 0.06, right: 0.13 },
}

const whole: SafeArea = { top: 0.03, bottom: 0.03, left: 0.03, right: 0.03 }

export function safeAreaOf(
  aspect: CarouselInput['format']['aspect'],
  platform: keyof typeof safeAreas,
): SafeArea {
  return aspect === '9:16' ? safeAreas[platform] : whole
}

/** The platforms whose interface would cover a part of the text. */
export function coveredOn(
  aspect: CarouselInput['format']['aspect'],
  size: { width: number; height: number },
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): (keyof typeof safeAreas)[] {
  return (['instagram', 'tiktok'] as const).filter((platform) => {
    const { top, bottom, left, right } = safeAreaOf(aspect, platform)
    return (
      x < left * size.width ||
      y < top * size.height ||
      x + width > (1 - right) * size.width ||
      y + height > (1 - bottom) * size.height
    )
  })
}

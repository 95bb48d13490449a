import type { CarouselInput } from './input.ts'

interface SafeArea {
  /** Shares of the slide that the platform's own buttons and words may cover. */
  top: number
  bottom: number
  left: number
  right: number
}

/**
 * What stays free of each platform's interface on a full-screen post, looked up in November 2026.
 * Instagram: Meta's figures for reels, 14 % above, 35 % below, 6 % at each side (Meta Business Help, as quoted by its readers in 2026). A
 * story covers less below, 20 %; what is made for both keeps to the larger.
 * TikTok publishes template files and no figures (ads.tiktok.com/help, "TikTok Auction In-Feed Ads", July 2025), because the area shrinks
 * with the caption. Those who measured the in-feed template for 1080 × 1920 give 130–150 px above, 440–500 below, up to 120 left and
 * 140–150 right; the larger of each is taken. Posts without a caption show more.
 * Posts of other shapes are shown whole; only their edges are rounded or dotted.
 */
export const safeAreas: Record<'instagram' | 'tiktok', SafeArea> = {
  instagram: { top: 0.14, bottom: 0.35, left: 0.06, right: 0.06 },
  tiktok: { top: 0.08, bottom: 0.26, left: 0.112, right: 0.14 },
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

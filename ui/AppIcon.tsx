import {
  type Icon,
  IconArrowsShuffle,
  IconCarouselHorizontal,
  IconInfinity,
  IconMovie,
  IconPhotoEdit,
  IconSparkles,
} from '@tabler/icons-react'

/** The picture a manifest asks for by its Tabler name, e.g. `arrows-shuffle`. Unknown names get a spark. */
export function AppIcon({ name, size = 24 }: { name: string; size?: number }) {
  const Picture = icons[name.replace(/^Icon/, '').replaceAll('-', '').toLowerCase()] ?? IconSparkles
  return <Picture size={size} stroke={1.75} aria-hidden />
}

const icons: Record<string, Icon> = {
  arrowsshuffle: IconArrowsShuffle,
  carouselhorizontal: IconCarouselHorizontal,
  infinity: IconInfinity,
  movie: IconMovie,
  photoedit: IconPhotoEdit,
}

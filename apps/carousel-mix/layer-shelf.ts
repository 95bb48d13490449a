import type { Layer } from '#media/image/layer.ts'

export interface SlideLayer {
  full: Layer
  /** The same at the sample's size. */
  small: Layer
}

/** What one process keeps of drawn layers. */
const most = 64 * 1024 * 1024

/** Keeps drawn layers while there is room; what was unused for longest goes first. */
export class LayerShelf {
  readonly #layers = new Map<string, SlideLayer>()
  #bytes = 0

  get(key: string, draw: () => SlideLayer): SlideLayer {
    const known = this.#layers.get(key)
    const layer = known ?? draw()
    this.#layers.delete(key)
    this.#layers.set(key, layer)
    if (!known) this.#bytes += sizeOf(layer)
    for (const [oldest, each] of this.#layers) {
      if (this.#bytes <= most || each === layer) break
      this.#layers.delete(oldest)
      this.#bytes -= sizeOf(each)
    }
    return layer
  }
}

function sizeOf({ full, small }: SlideLayer): number {
  return full.data.byteLength + small.data.byteLength
}

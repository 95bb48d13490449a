import { join } from 'node:path'

/** Real footage, see ATTRIBUTION.md. */
export const clips = {
  /** 640×360, 29.83 fps, 39.9 s, no sound. */
  bottle: join(import.meta.dir, 'bottle-detection.mp4'),
  /** 768×432, 12.5 fps, 30.2 s, AAC sound. */
  car: join(import.meta.dir, 'car-detection.mp4'),
  /** 768×432, 10 fps, 139.4 s, no sound. */
  person: join(import.meta.dir, 'one-by-one-person-detection.mp4'),
}

/** Four seconds of each under the same name, 320×180, where what is in them does not matter. */
export const smallMedia = join(import.meta.dir, 'small')

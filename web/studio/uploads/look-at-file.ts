import { kindOf } from './check-file.ts'

/**
 * Length and a still of a file on the device, as far as this browser can play it. Never fails: what cannot be told is null.
 * The still is an object URL; its owner revokes it.
 */
export async function lookAtFile(file: File): Promise<{ seconds: number | null; previewUrl: string | null }> {
  const kind = kindOf(file)
  if (kind === 'image') return { seconds: null, previewUrl: URL.createObjectURL(file) }
  if (kind === null || kind === 'font') return { seconds: null, previewUrl: null }
  const url = URL.createObjectURL(file)
  const media = document.createElement(kind)
  media.muted = true
  media.preload = 'auto'
  try {
    media.src = url
    await until(media, 'loadeddata')
    const seconds = Number.isFinite(media.duration) ? media.duration : null
    return { seconds, previewUrl: media instanceof HTMLVideoElement ? await still(media) : null }
  } catch {
    return { seconds: null, previewUrl: null }
  } finally {
    media.removeAttribute('src')
    media.load()
    URL.revokeObjectURL(url)
  }
}

async function still(video: HTMLVideoElement): Promise<string | null> {
  video.currentTime = Math.min(1, video.duration / 3 || 0)
  await until(video, 'seeked')
  const scale = Math.min(1, 360 / Math.max(video.videoWidth, video.videoHeight, 1))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8))
  return blob && URL.createObjectURL(blob)
}

/** Some codecs neither load nor fail, so patience ends. */
function until(media: HTMLMediaElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(event)), 4_000)
    media.addEventListener(event, () => resolve(), { once: true })
    media.addEventListener('error', () => reject(new Error('error')), { once: true })
    media.addEventListener(event, () => clearTimeout(timer), { once: true })
  })
}

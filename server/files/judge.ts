import { fileTypeFromFile } from 'file-type'
import { NotMedia } from '#media/ffmpeg/not-media.ts'
import { probe } from '#media/ffmpeg/probe.ts'
import { judgeFont } from './judge-font.ts'
import { judgePicture } from './judge-picture.ts'
import type { Facts } from './rows.ts'
import { Unfit } from './unfit.ts'

/** Says what a file is by its bytes alone; its name is never asked. Throws `Unfit` when the studio cannot use it. */
export async function judge(file: string): Promise<Facts> {
  if (Bun.file(file).size === 0) throw new Unfit('empty', 'The file has no bytes.')
  const found = await fileTypeFromFile(file)
  if (found?.mime.startsWith('image/')) return judgePicture(file, found.mime)
  if (found?.mime.startsWith('font/')) return judgeFont(file, found.mime)
  if (!found || !/^(video|audio)\/|^application\/ogg$/.test(found.mime))
    throw new Unfit('not_media', 'The file is neither video, picture, sound nor font.')
  return judgeClip(file, found.mime)
}

async function judgeClip(file: string, mime: string): Promise<Facts> {
  try {
    const facts = await probe(file)
    const type = facts.kind === 'image' ? undefined : typeOf(facts.container, facts.kind, mime)
    if (facts.kind === 'image' || !type) throw new Unfit('not_media', 'This kind of file is not used here.')
    const { kind, width, height, seconds, hasAudio } = facts
    return { kind, type, width, height, seconds, hasAudio, probe: facts }
  } catch (error) {
    if (error instanceof NotMedia) throw new Unfit(error.reason, error.message)
    throw error
  }
}

/** The type is told by the container, so that a browser is never sent one it could take for a page. */
function typeOf(container: string, kind: 'video' | 'audio', mime: string): string | undefined {
  const [first = ''] = container.split(',')
  const types: Record<string, string> = {
    mov: mime === 'video/quicktime' ? mime : `${kind}/mp4`,
    matroska: /webm$/.test(mime) ? `${kind}/webm` : `${kind}/x-matroska`,
    ogg: `${kind}/ogg`,
    avi: 'video/x-msvideo',
    mpegts: 'video/mp2t',
    mpeg: 'video/mpeg',
    flv: 'video/x-flv',
    asf: `${kind}/x-ms-asf`,
    wav: 'audio/wav',
    mp3: 'audio/mpeg',
    flac: 'audio/flac',
    aac: 'audio/aac',
  }
  return types[first]
}

import { untrusted } from './probe.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

/**
 * Writes one upright frame of a video as a picture; the name's ending (.jpg, .png, .webp) chooses the type. Past the end,
 * or left out, a telling frame of the opening is taken. `width` limits the longer side.
 */
export async function posterFrame(
  path: string,
  outPath: string,
  { atSeconds, longSide = 640, signal }: { atSeconds?: number; longSide?: number; signal?: AbortSignal } = {},
): Promise<void> {
  const scale = `scale=w='if(gte(dar,1),min(iw*sar,${longSide}),-2)':h='if(gte(dar,1),-2,min(ih,${longSide}))',setsar=1`
  const write = ['-frames:v', '1', '-an', '-sn', '-threads', '1', '-update', '1', `file:${outPath}`]
  const run = (seek: string[], filter: string) =>
    runFfmpeg(['-threads', '1', ...seek, ...untrusted(path), '-vf', filter, ...write], {
      makes: [outPath],
      queue: 'quick',
      signal,
    })
  if (atSeconds !== undefined) {
    await run(['-ss', String(atSeconds)], scale)
    if (await Bun.file(outPath).exists()) return
  }
  await run([], `thumbnail=24,${scale}`)
}

import { afterAll, expect, test } from 'bun:test'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FfmpegError, runFfmpeg } from './run-ffmpeg.ts'

const folder = await mkdtemp(join(tmpdir(), 'run-'))
afterAll(() => rm(folder, { recursive: true }))

const forever = ['-re', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30', '-c:v', 'libx264', '-f', 'mp4']

test('progress is told as it goes and only ever rises', async () => {
  const seen: number[] = []
  const out = join(folder, 'short.mp4')
  await runFfmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30:d=4', out], {
    makes: [out],
    onProgress: ({ seconds }) => seen.push(seconds),
  })
  expect(seen.length).toBeGreaterThan(0)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen.at(-1)).toBeGreaterThan(3.5)
})

test('cancelling kills the encoder at once and takes away what it was writing', async () => {
  const out = join(folder, 'never-done.mp4')
  const cancel = new AbortController()
  const run = runFfmpeg([...forever, out], {
    makes: [out],
    signal: cancel.signal,
    onProgress: () => cancel.abort(new Error('changed my mind')),
  })
  await expect(run).rejects.toThrow('changed my mind')
  expect(existsSync(out)).toBe(false)
  expect(processesNaming(out)).toEqual([])
})

test('a failed run says why, in the words of ffmpeg, and leaves nothing', async () => {
  const out = join(folder, 'broken.mp4')
  const failed = await runFfmpeg(['-i', join(folder, 'not there.mp4'), out], { makes: [out] }).catch((e) => e)
  expect(failed).toBeInstanceOf(FfmpegError)
  expect(failed.message).toContain('No such file')
  expect(existsSync(out)).toBe(false)
})

test('file names are never read as commands or options', async () => {
  const out = join(folder, `-y $(touch pwned) '"; rm.mp4`)
  await runFfmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=30', '-frames:v', '1', `file:${out}`])
  expect(existsSync(out)).toBe(true)
  expect(readdirSync(folder)).not.toContain('pwned')
})

test.if(process.platform === 'linux')('no encoder outlives a worker killed without warning', async () => {
  const out = join(folder, 'orphan.mp4')
  const code = `import { runFfmpeg } from ${JSON.stringify(join(import.meta.dir, 'run-ffmpeg.ts'))}
    await runFfmpeg(${JSON.stringify([...forever, out])}, { onProgress: () => console.log('running') })`
  const worker = Bun.spawn(['bun', '-e', code], { stdout: 'pipe', stderr: 'inherit' })
  await worker.stdout.getReader().read()
  expect(processesNaming(out)).toHaveLength(1)
  worker.kill('SIGKILL')
  await worker.exited
  // The kernel ends the child with its parent, but not in the same instant.
  for (let tries = 0; tries < 100 && processesNaming(out).length > 0; tries++) await Bun.sleep(10)
  expect(processesNaming(out)).toEqual([])
})

/** Running ffmpeg processes whose command line holds `text`. */
function processesNaming(text: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      return command.startsWith('ffmpeg') && command.includes(text)
    } catch {
      return false
    }
  })
}

test('pictures too large for the memory there is are encoded one after the other', async () => {
  let working = 0
  let most = 0
  const encode = async () => {
    let begun = false
    await runFfmpeg([...'-f lavfi -i testsrc=s=64x64:d=1 -f null -'.split(' ')], {
      encodes: { width: 1e6, height: 1e6 },
      onProgress() {
        if (!begun) most = Math.max(most, ++working)
        begun = true
      },
    })
    working--
  }
  await Promise.all([encode(), encode(), encode()])
  expect(most).toBe(1)
})

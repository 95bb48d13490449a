import { expect, test } from 'bun:test'
import { checkFfmpeg } from './check-ffmpeg.ts'

test('the ffmpeg of this machine can do all that is asked of it', async () => {
  const { version } = await checkFfmpeg()
  expect(version).toMatch(/^\S+$/)
  expect(version).not.toBe('unknown')
})

test('without ffmpeg the start fails and says so', async () => {
  const code = `import { checkFfmpeg } from ${JSON.stringify(`${import.meta.dir}/check-ffmpeg.ts`)}
    await checkFfmpeg().catch((error) => console.log(error.name, error.message))`
  const started = Bun.spawn([process.execPath, '-e', code], { stdout: 'pipe', env: { PATH: '/nowhere' } })
  expect(await new Response(started.stdout).text()).toContain('FfmpegUnfit ffmpeg cannot be run')
})

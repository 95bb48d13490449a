import { FfmpegUnfit } from '#media/ffmpeg/check-ffmpeg.ts'
import { ConfigError, readConfig } from '#server/platform/config.ts'
import { commands } from './commands.ts'

const [name = 'start', ...args] = process.argv.slice(2)

process.exit(await main())

async function main(): Promise<number> {
  const command = commands[name]
  if (!command) {
    console.error(`lumiku: no command "${name}". ./lumiku help lists them.`)
    return 64
  }
  try {
    return await command(readConfig(), args)
  } catch (error) {
    console.error(error instanceof ConfigError || error instanceof FfmpegUnfit ? error.message : error)
    return 1
  }
}

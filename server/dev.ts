// What `./lumiku dev` runs: the server, reloading when its code changes, and Vite for the pages. They end together.
import { join } from 'node:path'

const root = join(import.meta.dir, '..')
const options = { cwd: root, stdio: ['inherit', 'inherit', 'inherit'] as ['inherit', 'inherit', 'inherit'] }

const server = Bun.spawn(
  [process.execPath, '--watch', '--no-clear-screen', 'server/main.ts', 'start'],
  options,
)
const pages = Bun.spawn([process.execPath, 'x', '--bun', 'vite'], options)
const both = [server, pages]

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(signal))

await Promise.race(both.map((each) => each.exited))
end('SIGTERM')
await Promise.all(both.map((each) => each.exited))
process.exit(both.find((each) => each.exitCode)?.exitCode ?? 0)

function end(signal: NodeJS.Signals) {
  for (const each of both) if (each.exitCode === null) each.kill(signal)
}

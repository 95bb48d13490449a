// What `./lumiku dev` runs: the server, reloading when its code changes, and Vite for the pages. They end together.
import { join } from 'node:path'

const server = run(['--watch', '--no-clear-screen', 'server/main.ts', 'start'])
const pages = run(['node_modules/vite/bin/vite.js'])
const both = [server, pages]
let ending = false

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)

await Promise.race(both.map((each) => each.exited))
end()
await Promise.all(both.map((each) => each.exited))
process.exit(both.find((each) => each.exitCode)?.exitCode ?? 0)

// In a session of its own, so that Ctrl-C reaches it once, from here: a second one would cut its stopping short.
function run(command: string[]) {
  return Bun.spawn([process.execPath, '--no-orphans', ...command], {
    cwd: join(import.meta.dir, '..'),
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
}

function end() {
  if (ending) return
  ending = true
  for (const each of both) if (each.exitCode === null) each.kill('SIGTERM')
}

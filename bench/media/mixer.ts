import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LocalStudio } from '#apps/local-studio.ts'
import { videoMixer } from '#apps/video-mixer/app.ts'
import { checkClips } from '#apps/video-mixer/check-clips.ts'
import { chooseVariants } from '#apps/video-mixer/choose-variants.ts'
import { distance, profileOf } from '#apps/video-mixer/distance.ts'
import { identityOf } from '#apps/video-mixer/edit-list.ts'
import { type MixInput, mixInput } from '#apps/video-mixer/input.ts'
import { pictureEncoder, soundEncoder } from '#media/ffmpeg/encoding.ts'
import { fitPicture } from '#media/ffmpeg/fit-picture.ts'
import { sizeOf } from '#media/ffmpeg/picture-format.ts'
import { probe } from '#media/ffmpeg/probe.ts'
import { runFfmpeg, runFfprobeText } from '#media/ffmpeg/run-ffmpeg.ts'
import { clips } from '#test/media/clips.ts'

/** Six clips of four to six seconds cut from the real footage, with sound laid under them. */
const cuts = [
  [clips.car, 2, 5],
  [clips.car, 14, 6],
  [clips.bottle, 3, 4],
  [clips.bottle, 20, 5],
  [clips.person, 40, 6],
  [clips.person, 100, 4],
] as const

interface Row {
  goal: string
  bar: string
  aim: string
  measured: number
  holds: boolean
}

/** The mixer's goals against plain one-pass encodes of the same outputs in the same run. */
export async function run(): Promise<void> {
  const studio = await LocalStudio.open()
  try {
    const assets = await stock(studio)
    const before = await plainEncodes(studio, inputFor(assets, 2))
    const first = await mix(studio, inputFor(assets, 10), 'first ten')
    const second = await mix(studio, inputFor(assets, 10), 'second ten')
    const hundred = await mix(studio, inputFor(assets, 100), 'hundred')
    const third = await mix(studio, inputFor(assets, 10), 'third ten')
    const again = await mix(studio, { ...inputFor(assets, 10), seed: 2 }, 'hundred')
    // Other work comes and goes: the middle one counts.
    const tens = [first, second, third]
    const [, ten = first] = tens.toSorted((a, b) => a.work - b.work)
    // The peer runs at both ends.
    const peers = [before, await plainEncodes(studio, inputFor(assets, 2))]
    const peer = peers.reduce((sum, { seconds }) => sum + seconds, 0) / peers.length
    const peerWork = peers.reduce((sum, { work }) => sum + work, 0) / peers.length
    const exact = await exactness(studio)
    const likeness = await similarity(studio)
    const variety = varietyOf(studio, inputFor(assets, 10), inputFor(assets, 100))
    const rows: Row[] = [
      row('10 outputs ÷ plain encodes', ten.seconds / (10 * peer), 0.15, 0.1),
      row('100 outputs ÷ plain encodes', hundred.seconds / (100 * peer), 0.06, 0.03),
      row('the same by processor time, 10', ten.work / (10 * peerWork), 0.15, 0.1),
      row('the same by processor time, 100', hundred.work / (100 * peerWork), 0.06, 0.03),
      row('one more output ÷ its playing time', again.seconds / again.playing, 0.08, 0.03),
      row('largest misplacement of a frame (s)', exact.frame, 0.001),
      row('sound ends beside the picture (s)', exact.sound, 0.001),
      row('SSIM to the fitted source, standard quality', likeness, 0.99, undefined, 'at least'),
      row('duplicates in 100', variety.duplicates, 0),
      row('smallest distance of a pair in 10', variety.nearest, 0.4, undefined, 'at least'),
      row('memory, 100 outputs ÷ 10 outputs', hundred.memory / Math.max(first.memory, second.memory), 1.25),
    ]
    await report(rows, { plainEncodes: peers, tens, hundred, again })
  } finally {
    await studio.close()
  }
}

async function stock(studio: LocalStudio): Promise<string[]> {
  return Promise.all(
    cuts.map(async ([source, from, seconds], n) => {
      const path = join(studio.folder, `clip-${n}.mp4`)
      // A tone over a little noise, as any room has: bare tones take the fast AAC coder six times as long as whatever is recorded.
      const tone = `sine=f=${220 + 110 * n}:r=48000:d=${seconds}[tone];anoisesrc=c=pink:a=0.01:r=48000:d=${seconds}[room];[tone][room]amix=2:normalize=0`
      await runFfmpeg([
        ...['-ss', String(from), '-t', String(seconds), '-i', source, '-f', 'lavfi', '-i', tone],
        ...[
          '-map',
          '0:v:0',
          '-map',
          '1:a:0',
          '-c:v',
          'libx264',
          '-crf',
          '14',
          '-preset',
          'veryfast',
          '-ac',
          '2',
          path,
        ],
      ])
      await studio.add(`clip-${n}`, path)
      return `clip-${n}`
    }),
  )
}

function inputFor(assets: readonly string[], outputs: number): MixInput {
  return mixInput.parse({
    clips: assets.map((assetId) => ({ assetId })),
    outputs,
    format: { resolution: '1080p' },
  })
}

/** Seconds one output takes when every output is one ordinary encode from its sources, two at a time as the machine has cores. */
async function plainEncodes(
  studio: LocalStudio,
  input: MixInput,
): Promise<{ seconds: number; work: number }> {
  const format = { ...input.format, ...sizeOf(input.format.aspect, input.format.resolution) }
  const sources = await Promise.all(
    input.clips.map(async ({ assetId }) => {
      const path = join(studio.folder, `${assetId}.mp4`)
      return { path, probe: await probe(path) }
    }),
  )
  const fitted = sources.map(
    ({ probe }, n) =>
      `[${n}:v]${fitPicture(probe, format).replaceAll(/\[(front|back|ground|picture)\]/g, `[$1${n}]`)},fps=${format.fps}[v${n}];[${n}:a]aresample=48000,aformat=channel_layouts=stereo[a${n}]`,
  )
  const joined = `${sources.map((_, n) => `[v${n}][a${n}]`).join('')}concat=n=${sources.length}:v=1:a=1[v][a]`
  const [began, worked] = [performance.now(), await processorSeconds()]
  await Promise.all(
    Array.from({ length: input.outputs }, (_, n) =>
      runFfmpeg([
        ...sources.flatMap(({ path }) => ['-threads', '1', '-i', path]),
        ...['-filter_complex', [...fitted, joined].join(';'), '-filter_complex_threads', '1'],
        ...['-map', '[v]', '-map', '[a]', ...pictureEncoder(format), ...soundEncoder(format)],
        ...['-movflags', '+faststart', join(studio.folder, `plain-${n}.mp4`)],
      ]),
    ),
  )
  const [seconds, work] = [(performance.now() - began) / 1000, (await processorSeconds()) - worked]
  return { seconds: seconds / input.outputs, work: work / input.outputs }
}

/** What this process and all it has started and seen end have spent on processors, where Linux tells. Waiting for other work is not in it. */
async function processorSeconds(): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN
  const { user, system } = process.cpuUsage()
  const stat = await Bun.file('/proc/self/stat').text()
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticksPerSecond = 100
  return (user + system) / 1e6 + (Number(fields[13]) + Number(fields[14])) / ticksPerSecond
}

/** Seconds for a batch, with a cache of its own or one that another batch has filled, and the most memory our own process held. */
async function mix(studio: LocalStudio, input: MixInput, cache: string) {
  studio.delivered.clear()
  const [began, worked] = [performance.now(), await processorSeconds()]
  let memory = 0
  let delivered = 0
  const look = () => {
    if (delivered++ % 5 > 0) return
    // What is held counts, not what nobody has cleared away yet.
    Bun.gc(true)
    memory = Math.max(memory, process.memoryUsage().rss)
  }
  await studio.attempt(
    (run) => videoMixer.actions.generate.run(input, { ...run, cacheDir: join(run.cacheDir, cache) }),
    { onDelivered: look },
  )
  const seconds = (performance.now() - began) / 1000
  const work = (await processorSeconds()) - worked
  const playing = [...studio.delivered.values()].reduce((sum, output) => sum + (output.seconds ?? 0), 0)
  return { seconds, work, playing, memory }
}

/** The worst over the outputs that were made last. */
async function exactness(studio: LocalStudio): Promise<{ frame: number; sound: number }> {
  let [frame, sound] = [0, 0]
  for (const { file } of studio.delivered.values()) {
    const text = await runFfprobeText([
      '-of',
      'csv=p=0',
      '-show_entries',
      'packet=codec_type,pts_time,duration_time',
      file,
    ])
    const packets = text
      .trim()
      .split('\n')
      .map((line) => line.split(','))
    const times = packets.filter(([type]) => type === 'video').map(([, at]) => Number(at))
    for (const [n, at] of times.toSorted((a, b) => a - b).entries())
      frame = Math.max(frame, Math.abs(at - n / 30))
    const heard = packets
      .filter(([type]) => type === 'audio')
      .map(([, at, lasts]) => Number(at) + Number(lasts))
    sound = Math.max(sound, Math.abs(Math.max(...heard) - times.length / 30))
  }
  return { frame, sound }
}

/** The first clip of an output against the same clip fitted and not encoded. */
async function similarity(studio: LocalStudio): Promise<number> {
  const output = studio.delivered.get(0)
  const [first] = (output?.recipe?.clips ?? []) as { assetId: string; to: number }[]
  if (!output || !first) throw new Error('Nothing was delivered to compare.')
  const source = join(studio.folder, `${first.assetId}.mp4`)
  const { format: asked } = inputFor(['a', 'b'], 1)
  const format = { ...asked, ...sizeOf(asked.aspect, asked.resolution) }
  const end = `trim=end=${first.to}`
  const graph = `[0:v]${fitPicture(await probe(source), format)},fps=30:start_time=0,${end}[a];[1:v]${end}[b];[a][b]ssim=shortest=1`
  const { log } = await runFfmpeg([
    '-i',
    source,
    '-i',
    output.file,
    '-filter_complex',
    graph,
    '-f',
    'null',
    '-',
  ])
  return Number(/All:([\d.]+)/.exec(log)?.[1])
}

function varietyOf(
  studio: LocalStudio,
  ten: MixInput,
  hundred: MixInput,
): { duplicates: number; nearest: number } {
  const known = checkClips(ten, studio.assets)
  const all = chooseVariants(hundred, known).map((edits) => identityOf(edits, known))
  const profiles = chooseVariants(ten, known).map((edits) => profileOf(edits, known, 30))
  const pairs = profiles.flatMap((one, n) => profiles.slice(n + 1).map((other) => distance(one, other)))
  return { duplicates: all.length - new Set(all).size, nearest: Math.min(...pairs) }
}

function row(
  goal: string,
  measured: number,
  bar: number,
  aim?: number,
  sense: 'at most' | 'at least' = 'at most',
): Row {
  const sign = sense === 'at most' ? '≤' : '≥'
  const holds = sense === 'at most' ? measured <= bar : measured >= bar
  return { goal, bar: `${sign} ${bar}`, aim: aim === undefined ? '' : `${sign} ${aim}`, measured, holds }
}

async function report(rows: readonly Row[], details: object): Promise<void> {
  console.log('Video Mixer: six clips, 1080 × 1920, 30 fps, standard quality')
  console.table(rows.map((each) => ({ ...each, measured: Number(each.measured.toPrecision(4)) })))
  const out = join(import.meta.dir, '..', 'out')
  await mkdir(out, { recursive: true })
  await Bun.write(
    join(out, 'mixer.json'),
    JSON.stringify({ at: new Date().toISOString(), rows, details }, null, 2),
  )
  console.log(`Written to bench/out/mixer.json (${(await stat(join(out, 'mixer.json'))).size} bytes).`)
}

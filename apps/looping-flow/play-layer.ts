import { channels, sampleRate } from '#media/ffmpeg/picture-format.ts'
import { loopSamples } from '#media/loop/blend-ends.ts'
import { type Builtin, makeNoise } from '#media/loop/noise.ts'

/** Where a layer's sound comes from: made here from a seed, or a file. */
export type LayerSource =
  | { builtin: Builtin; seed: number }
  | { url: string; seconds: number | null; bytes: number }

export interface Voice {
  gain: GainNode
  pan: StereoPannerNode
  stop(): void
}

/** Seconds of a built-in sound that are made for listening: its own beginning, looped as the film's is. */
const madeSeconds = 27
/** Files up to this are decoded and looped as in the film; longer ones are played as they come and begin again at their end. */
const decodedSeconds = 120
const decodedBytes = 24 << 20

/** Plays a layer without end into `out`, rising over `fadeIn` seconds; silent until its gain is set. */
export function playLayer(
  context: AudioContext,
  out: AudioNode,
  source: LayerSource,
  { fadeIn, onFailed }: { fadeIn: number; onFailed(): void },
): Voice {
  // One channel becomes two of the same, as in the film, before it is placed.
  const gain = new GainNode(context, { gain: 0, channelCount: 2, channelCountMode: 'explicit' })
  const rise = new GainNode(context, { gain: fadeIn > 0 ? 0 : 1 })
  const pan = new StereoPannerNode(context)
  gain.connect(rise).connect(pan).connect(out)
  const started = () => fadeIn > 0 && rise.gain.linearRampToValueAtTime(1, context.currentTime + fadeIn)
  const stop = new AbortController()
  open(context, gain, source, stop.signal).then(started, () => !stop.signal.aborted && onFailed())
  return {
    gain,
    pan,
    stop() {
      stop.abort()
      pan.disconnect()
    },
  }
}

async function open(context: AudioContext, into: AudioNode, source: LayerSource, signal: AbortSignal) {
  if ('builtin' in source) {
    // What was pressed is shown as pressed first: making sound takes a moment.
    await new Promise((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
    return loop(context, into, makeNoise(source.builtin, source.seed, madeSeconds * sampleRate), signal)
  }
  if ((source.seconds ?? 0) > decodedSeconds || source.bytes > decodedBytes)
    return playElement(context, into, source.url, signal)
  const answer = await fetch(source.url, { signal })
  if (!answer.ok) throw new Error(`The sound answered ${answer.status}.`)
  const decoded = await context.decodeAudioData(await answer.arrayBuffer())
  signal.throwIfAborted()
  loop(context, into, interleaved(decoded), signal)
}

/** The very blend of the film's layers. */
function loop(context: AudioContext, into: AudioNode, sound: Float32Array, signal: AbortSignal): void {
  const turn = loopSamples(sound)
  const buffer = context.createBuffer(channels, Math.max(1, turn.length / channels), sampleRate)
  for (let side = 0; side < channels; side++) {
    const channel = buffer.getChannelData(side)
    for (let n = 0; n < channel.length; n++) channel[n] = turn[n * channels + side] ?? 0
  }
  const node = new AudioBufferSourceNode(context, { buffer, loop: true })
  node.connect(into)
  node.start()
  signal.addEventListener('abort', () => node.stop(), { once: true })
}

function interleaved(sound: AudioBuffer): Float32Array {
  const out = new Float32Array(sound.length * channels)
  for (let side = 0; side < channels; side++) {
    const channel = sound.getChannelData(Math.min(side, sound.numberOfChannels - 1))
    for (let n = 0; n < channel.length; n++) out[n * channels + side] = channel[n] ?? 0
  }
  return out
}

async function playElement(context: AudioContext, into: AudioNode, url: string, signal: AbortSignal) {
  const element = new Audio(url)
  element.loop = true
  context.createMediaElementSource(element).connect(into)
  signal.addEventListener(
    'abort',
    () => {
      element.pause()
      element.removeAttribute('src')
      element.load()
    },
    { once: true },
  )
  await element.play()
}

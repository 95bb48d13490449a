import { useEffect, useRef, useState } from 'react'
import { makeNoise } from '#media/loop/noise.ts'
import type { StudioAsset } from '../define-editor.ts'
import type { LoopInput } from './input.ts'

export { builtins } from '#media/loop/noise.ts'

interface Voice {
  name: string
  gain: GainNode
  pan: StereoPannerNode
  stop(): void
}

/** Plays the layers in the browser as they are set, and follows every change while it plays. */
export function useMix(value: LoopInput, assets: ReadonlyMap<string, StudioAsset>) {
  const [playing, setPlaying] = useState(false)
  const desk = useRef<{ context: AudioContext; master: GainNode; voices: Map<string, Voice> } | null>(null)
  useEffect(() => {
    if (!playing) return
    const context = new AudioContext()
    const master = context.createGain()
    master.connect(context.destination)
    const voices = new Map<string, Voice>()
    desk.current = { context, master, voices }
    return () => {
      desk.current = null
      for (const voice of voices.values()) voice.stop()
      void context.close()
    }
  }, [playing])
  useEffect(() => {
    if (!playing || !desk.current) return
    const { context, master, voices } = desk.current
    master.gain.value = 0.6 * 10 ** (value.sound.master / 20)
    const wanted = voicesOf(value, assets)
    for (const [key, voice] of voices)
      if (!wanted.some((each) => each.key === key)) {
        voice.stop()
        voices.delete(key)
      }
    for (const { key, layer, url } of wanted) {
      const voice = voices.get(key) ?? openVoice(context, master, key, layer, url, value.seed)
      voices.set(key, voice)
      voice.gain.gain.setTargetAtTime(layer.volume ** 2, context.currentTime, 0.03)
      voice.pan.pan.setTargetAtTime(layer.pan, context.currentTime, 0.03)
    }
  }, [playing, value, assets])
  return { playing, toggle: () => setPlaying((now) => !now) }
}

type Layer = LoopInput['sound']['layers'][number]

function voicesOf({ clip, sound }: LoopInput, assets: ReadonlyMap<string, StudioAsset>) {
  const original = assets.get(clip)
  const own: { key: string; layer: Layer; url?: string }[] =
    sound.original === 'keep' && original?.hasAudio
      ? [{ key: `own ${clip}`, url: original.url, layer: { volume: 1, pan: 0, fadeIn: 0, fadeOut: 0 } }]
      : []
  const layers = sound.layers.map((layer, n) => ({
    key: `${n} ${layer.builtin ?? layer.assetId}`,
    layer,
    url: layer.assetId ? assets.get(layer.assetId)?.url : undefined,
  }))
  return [...own, ...layers].filter(({ layer, url }) => layer.builtin || url)
}

function openVoice(
  context: AudioContext,
  out: AudioNode,
  name: string,
  layer: Layer,
  url: string | undefined,
  seed: number,
): Voice {
  const gain = context.createGain()
  const pan = context.createStereoPanner()
  gain.connect(pan).connect(out)
  gain.gain.value = 0
  if (layer.builtin) {
    const samples = makeNoise(layer.builtin, seed, 12 * 48_000)
    const buffer = context.createBuffer(2, 12 * 48_000, 48_000)
    for (let side = 0; side < 2; side++) {
      const channel = buffer.getChannelData(side)
      for (let n = 0; n < channel.length; n++) channel[n] = samples[n * 2 + side] ?? 0
    }
    const source = new AudioBufferSourceNode(context, { buffer, loop: true })
    source.connect(gain)
    source.start()
    return { name, gain, pan, stop: () => source.stop() }
  }
  const element = new Audio(url)
  element.loop = true
  context.createMediaElementSource(element).connect(gain)
  void element.play().catch(() => {})
  return {
    name,
    gain,
    pan,
    stop() {
      element.pause()
      element.removeAttribute('src')
      element.load()
    },
  }
}

import { useEffect, useRef, useState } from 'react'
import { sampleRate } from '#media/ffmpeg/picture-format.ts'
import { layerSeed } from '#media/loop/noise.ts'
import type { StudioAsset } from '../define-editor.ts'
import type { LoopInput } from './input.ts'
import { layerGain, mixGain } from './mix-level.ts'
import { type LayerSource, playLayer, type Voice } from './play-layer.ts'

export { builtins } from '#media/loop/noise.ts'

type Layer = Pick<LoopInput['sound']['layers'][number], 'volume' | 'pan' | 'fadeIn'>

/** Plays the layers in the browser as the film will mix them, and follows every change while it plays. */
export function useMix(value: LoopInput, assets: ReadonlyMap<string, StudioAsset>) {
  const [playing, setPlaying] = useState(false)
  const [failed, setFailed] = useState(false)
  const desk = useRef<{ context: AudioContext; master: GainNode; voices: Map<string, Voice> } | null>(null)
  useEffect(() => {
    if (!playing) return
    const context = new AudioContext({ sampleRate })
    const master = new GainNode(context, { gain: 0 })
    master.connect(limiter(context)).connect(context.destination)
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
    const wanted = voicesOf(value, assets)
    for (const [key, voice] of voices)
      if (!wanted.some((each) => each.key === key)) {
        voice.stop()
        voices.delete(key)
      }
    const now = context.currentTime
    const gain = mixGain(
      wanted.map(({ layer, source }) => ({ builtin: 'builtin' in source, volume: layer.volume })),
      value.sound.master,
    )
    master.gain.setTargetAtTime(gain, now, 0.03)
    for (const { key, layer, source } of wanted) {
      const fadeIn = voices.has(key) ? 0 : layer.fadeIn
      const voice =
        voices.get(key) ?? playLayer(context, master, source, { fadeIn, onFailed: () => setFailed(true) })
      voices.set(key, voice)
      voice.gain.gain.setTargetAtTime(layerGain(layer), now, 0.03)
      voice.pan.pan.setTargetAtTime(layer.pan, now, 0.03)
    }
  }, [playing, value, assets])
  const toggle = () => {
    setFailed(false)
    setPlaying((now) => !now)
  }
  return { playing, failed, toggle }
}

/** Peaks are held as in the film. */
function limiter(context: AudioContext): AudioNode {
  return new DynamicsCompressorNode(context, {
    threshold: -2,
    knee: 0,
    ratio: 20,
    attack: 0.002,
    release: 0.06,
  })
}

/** What is heard, each under a name that changes when another sound must be opened. */
function voicesOf({ clip, sound, seed }: LoopInput, assets: ReadonlyMap<string, StudioAsset>) {
  const wanted: { key: string; layer: Layer; source: LayerSource }[] = []
  const original = assets.get(clip)
  if (sound.original === 'keep' && original?.hasAudio)
    wanted.push({ key: `own ${clip}`, layer: { volume: 1, pan: 0, fadeIn: 0 }, source: original })
  for (const [n, layer] of sound.layers.entries()) {
    const file = assets.get(layer.assetId ?? '')
    const source = layer.builtin ? { builtin: layer.builtin, seed: layerSeed(seed, n) } : file
    if (source) wanted.push({ key: `${n} ${seed} ${layer.builtin ?? layer.assetId}`, layer, source })
  }
  return wanted
}

import { carouselWords } from './carousel-mix/words.ts'
import type { AppWords, WebApp } from './define-editor.ts'
import { loopWords } from './looping-flow/words.ts'
import { mixerWords } from './video-mixer/words.ts'

interface Entry {
  /** Loaded when its page is opened. */
  load(): Promise<WebApp>
  words: AppWords
}

/** The browser halves. An app without one is *coming*: listed, priced, and honest about not running yet. */
export const webApps: Record<string, Entry | 'coming'> = {
  'video-generator': 'coming',
  'poster-editor': 'coming',
  'video-mixer': {
    load: () => import('./video-mixer/web.ts').then(({ videoMixer }) => half(videoMixer)),
    words: mixerWords,
  },
  'carousel-mix': {
    load: () => import('./carousel-mix/web.ts').then(({ carouselMix }) => half(carouselMix)),
    words: carouselWords,
  },
  'looping-flow': {
    load: () => import('./looping-flow/web.ts').then(({ loopingFlow }) => half(loopingFlow)),
    words: loopWords,
  },
}

/** Each half keeps its own input type for its own functions while the list holds them alike. */
function half<Input>(app: WebApp<Input>): WebApp {
  return app as unknown as WebApp
}

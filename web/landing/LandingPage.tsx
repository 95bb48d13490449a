import { useMessages } from '#ui/i18n.tsx'
import { AppShelf } from './AppShelf.tsx'
import { Closing } from './Closing.tsx'
import { Hero } from './Hero.tsx'
import styles from './LandingPage.module.css'
import { words } from './messages.ts'
import { PricePromise } from './PricePromise.tsx'
import { TwoWays } from './TwoWays.tsx'

/** What Lumiku does, in the order somebody asks: what is it, what does it cost me, what else, how do I pay, how do I start. */
export function LandingPage() {
  const t = useMessages(words)
  return (
    <div className={styles.page}>
      <Hero />
      <PricePromise />
      <AppShelf />
      <TwoWays />
      <Closing />
      <p className={styles.attribution}>
        {t.rich('attribution', {
          videos: (text) => <a href="https://github.com/intel-iot-devkit/sample-videos">{text}</a>,
          fonts: (text) => <a href="/font-licences.txt">{text}</a>,
        })}
      </p>
    </div>
  )
}

import { useMessages } from '#ui/i18n.tsx'
import styles from './MixStage.module.css'
import { words } from './messages.ts'
import clip1 from './pictures/clip-1.webp'
import clip2 from './pictures/clip-2.webp'
import clip3 from './pictures/clip-3.webp'
import mix1 from './pictures/mix-1.webp'
import mix2 from './pictures/mix-2.webp'
import mix3 from './pictures/mix-3.webp'
import mix4 from './pictures/mix-4.webp'
import mix5 from './pictures/mix-5.webp'
import mix6 from './pictures/mix-6.webp'
import mix7 from './pictures/mix-7.webp'
import mix8 from './pictures/mix-8.webp'

const clips = [clip1, clip2, clip3]
const videos = [mix1, mix2, mix3, mix4, mix5, mix6, mix7, mix8]

/** The whole product in one picture: a few clips, one light, many videos. */
export function MixStage() {
  const t = useMessages(words)
  return (
    <figure className={styles.stage} role="img" aria-label={t('stageAlt')}>
      <div className={styles.clips}>
        {clips.map((clip) => (
          <img key={clip} src={clip} alt="" width={240} height={135} />
        ))}
        <span className={styles.label}>{t('stageClips', { count: clips.length })}</span>
      </div>
      <div className={styles.lamp} />
      <div className={styles.cone} />
      <div className={styles.videos}>
        {videos.map((video, place) => (
          <img
            key={video}
            src={video}
            alt=""
            width={240}
            height={426}
            style={{ animationDelay: `${250 + place * 70}ms` }}
          />
        ))}
      </div>
      <span className={`${styles.label} ${styles.count}`}>{t('stageVideos', { count: videos.length })}</span>
    </figure>
  )
}

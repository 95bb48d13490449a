import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { manifest as carousel } from '#apps/carousel-mix/manifest.ts'
import { manifest as loop } from '#apps/looping-flow/manifest.ts'
import { manifest as poster } from '#apps/poster-editor/manifest.ts'
import { manifest as generator } from '#apps/video-generator/manifest.ts'
import { manifest as mixer } from '#apps/video-mixer/manifest.ts'
import { AppIcon } from '#ui/AppIcon.tsx'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import styles from './AppShelf.module.css'
import { words } from './messages.ts'
import chelsea from './pictures/chelsea.webp'
import coffee from './pictures/coffee.webp'
import mix1 from './pictures/mix-1.webp'
import mix2 from './pictures/mix-2.webp'
import mix3 from './pictures/mix-3.webp'
import mix5 from './pictures/mix-5.webp'
import mix6 from './pictures/mix-6.webp'
import mix7 from './pictures/mix-7.webp'
import mix8 from './pictures/mix-8.webp'
import rocket from './pictures/rocket.webp'

/** The five apps, each with the kind of picture it makes. */
export function AppShelf() {
  const t = useMessages(words)
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{t('appsTitle')}</h2>
      <p className={styles.text}>{t('appsText')}</p>
      <ul className={styles.shelf}>
        <AppCard app={mixer} wide>
          <div className={styles.strip}>
            {[mix2, mix1, mix3, mix8, mix6, mix5].map((video) => (
              <Picture key={video} src={video} width={240} height={426} />
            ))}
          </div>
        </AppCard>
        <AppCard app={generator}>
          <Picture src={rocket} width={640} height={427} />
        </AppCard>
        <AppCard app={poster}>
          <Picture src={coffee} width={600} height={400} />
          <p className={styles.poster} aria-hidden>
            {t('posterLine')}
            <s>{t('posterWas')}</s>
            <b>{t('posterNow')}</b>
          </p>
        </AppCard>
        <AppCard app={carousel}>
          <div className={styles.slides}>
            <Picture src={chelsea} width={451} height={300} />
            <Picture src={coffee} width={600} height={400} />
            <Picture src={rocket} width={640} height={427} />
          </div>
        </AppCard>
        <AppCard app={loop}>
          <Picture src={mix7} width={240} height={426} />
          <svg className={styles.ring} viewBox="0 0 100 100" aria-hidden focusable="false">
            <circle cx="50" cy="50" r="44" />
            <circle cx="50" cy="50" r="44" pathLength="100" strokeDasharray="72 28" />
          </svg>
          <span className={styles.hours} aria-hidden>
            12:00:00
          </span>
        </AppCard>
      </ul>
    </section>
  )
}

function AppCard(props: { app: typeof mixer; wide?: boolean; children: ReactNode }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { app } = props
  return (
    <li className={styles.card} data-wide={props.wide || undefined}>
      <div className={styles.stage}>{props.children}</div>
      <div className={styles.about}>
        <h3>
          <AppIcon name={app.icon} size={22} />
          <Link to="/studio/$app" params={{ app: app.id }}>
            {app.name}
          </Link>
          <span className={styles.state} data-ready={app.status === 'ready' || undefined}>
            {t(app.status)}
          </span>
        </h3>
        <p>{app.tagline[locale]}</p>
      </div>
    </li>
  )
}

function Picture(props: { src: string; width: number; height: number }) {
  return <img {...props} alt="" loading="lazy" decoding="async" />
}

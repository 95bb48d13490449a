import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { LightCone } from '#ui/LightCone.tsx'
import styles from './FirstSteps.module.css'
import { words } from './messages.ts'

/** The first visit: three steps and one button. */
export function FirstSteps() {
  const t = useMessages(words)
  const steps = [
    [t('stepOne'), t('stepOneText')],
    [t('stepTwo'), t('stepTwoText')],
    [t('stepThree'), t('stepThreeText')],
  ] as const
  return (
    <section className={styles.first}>
      <div className={styles.art}>
        <LightCone scene="clips" width={240} />
      </div>
      <div>
        <h2 className={styles.title}>{t('stepsTitle')}</h2>
        <ol className={styles.steps}>
          {steps.map(([title, text]) => (
            <li key={title}>
              <b>{title}</b>
              <span>{text}</span>
            </li>
          ))}
        </ol>
        <Button component={Link} to="/studio/$app" params={{ app: 'video-mixer' } as never} size="lg">
          {t('stepsButton')}
        </Button>
      </div>
    </section>
  )
}

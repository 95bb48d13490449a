import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { signUpBonus } from '#catalog/packs.ts'
import { useMessages } from '#ui/i18n.tsx'
import styles from './Hero.module.css'
import { MixStage } from './MixStage.tsx'
import { words } from './messages.ts'
import { StartButton } from './StartButton.tsx'

export function Hero() {
  const t = useMessages(words)
  return (
    <section className={styles.hero}>
      <div className={styles.words}>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
        <div className={styles.actions}>
          <StartButton>{t('start', { credits: signUpBonus })}</StartButton>
          <Button component={Link} to="/pricing" size="lg" variant="default">
            {t('seePrices')}
          </Button>
        </div>
        <p className={styles.note}>{t('noCard')}</p>
      </div>
      <MixStage />
    </section>
  )
}

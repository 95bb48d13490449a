import { Button, Switch } from '@mantine/core'
import { IconArrowsShuffle, IconDice5 } from '@tabler/icons-react'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import { Stepper } from '#ui/Stepper.tsx'
import type { EditorProps } from '../define-editor.ts'
import styles from './Editor.module.css'
import { drawSeed, possibleSets } from './edit-carousel.ts'
import type { CarouselInput } from './input.ts'
import { limits } from './limits.ts'
import { words } from './messages.ts'

/** How many sets, of how many there can be. */
export function SetAmount({ value, onChange }: Pick<EditorProps<CarouselInput>, 'value' | 'onChange'>) {
  const t = useMessages(words)
  const count = possibleSets(value)
  return (
    <SettingsBlock title={t('amount')} icon={<IconArrowsShuffle size={22} stroke={1.75} aria-hidden />}>
      <Stepper
        label={t('amount')}
        less={t('less')}
        more={t('moreSets')}
        value={value.sets}
        min={1}
        max={limits.sets}
        error={count !== null && BigInt(value.sets) > count}
        onChange={(sets) => onChange({ ...value, sets })}
      />
      <p className={styles.note} role="status">
        {count === null
          ? t('later')
          : t.rich('possible', { count: Number(count), b: (figure) => <b className="num">{figure}</b> })}
      </p>
      <Button
        variant="subtle"
        color="gray"
        mih={44}
        leftSection={<IconDice5 size={18} aria-hidden />}
        onClick={() =>
          onChange({ ...value, seed: drawSeed(), constraints: { ...value.constraints, skip: [] } })
        }
      >
        {t('reseed')}
      </Button>
      <Switch
        size="md"
        label={t('uniqueCover')}
        checked={value.constraints.uniqueCover}
        onChange={({ currentTarget }) =>
          onChange({ ...value, constraints: { ...value.constraints, uniqueCover: currentTarget.checked } })
        }
      />
    </SettingsBlock>
  )
}

import { Button } from '@mantine/core'
import { useMessages } from '#ui/i18n.tsx'
import type { EditorProps } from '../define-editor.ts'
import styles from './Editor.module.css'
import type { CarouselInput } from './input.ts'
import { words } from './messages.ts'

/** What may go together, said of the picture and the text that are on. */
export function PictureRules({
  value,
  onChange,
  rule,
}: Pick<EditorProps<CarouselInput>, 'value' | 'onChange'> & {
  rule: CarouselInput['constraints']['pair'][number]
}) {
  const t = useMessages(words)
  const { constraints } = value
  const put = (change: Partial<typeof constraints>) =>
    onChange({ ...value, constraints: { ...constraints, ...change } })
  const rules = constraints.pair.length + constraints.exclude.length + constraints.weights.length
  const worded = (value.positions[rule.position]?.texts.length ?? 0) > 0
  return (
    <details className={styles.details}>
      <summary>
        {t('rules')}
        {rules > 0 && ` · ${t('rulesSet', { count: rules })}`}
      </summary>
      <div className={styles.stack}>
        {worded && (
          <Button variant="default" mih={44} onClick={() => put({ pair: [...constraints.pair, rule] })}>
            {t('pairNow')}
          </Button>
        )}
        {worded && (
          <Button variant="default" mih={44} onClick={() => put({ exclude: [...constraints.exclude, rule] })}>
            {t('excludeNow')}
          </Button>
        )}
        <Button
          variant="default"
          mih={44}
          onClick={() =>
            put({
              weights: [
                ...constraints.weights.filter(
                  (one) => one.position !== rule.position || one.image !== rule.image,
                ),
                { position: rule.position, image: rule.image, weight: 3 },
              ],
            })
          }
        >
          {t('weightMore')}
        </Button>
        {rules > 0 && (
          <Button
            variant="subtle"
            color="red"
            mih={44}
            onClick={() => put({ pair: [], exclude: [], weights: [] })}
          >
            {t('clearRules')}
          </Button>
        )}
      </div>
    </details>
  )
}

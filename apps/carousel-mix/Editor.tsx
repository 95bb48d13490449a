import { Button, FileButton, Switch, Text, Textarea } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import '@mantine/dropzone/styles.layer.css'
import { IconArrowsShuffle, IconDice5, IconPlus, IconRefresh, IconUpload } from '@tabler/icons-react'
import { useDeferredValue, useState } from 'react'
import type { Readable } from '#media/image/contrast.ts'
import { Choice } from '#ui/Choice.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import { Stepper } from '#ui/Stepper.tsx'
import type { EditorProps } from '../define-editor.ts'
import { sizes } from './compose.ts'
import styles from './Editor.module.css'
import { addPosition, drawSeed, possibleSets, textsFrom } from './edit-carousel.ts'
import type { CarouselInput } from './input.ts'
import { LiveSlide } from './LiveSlide.tsx'
import { limits } from './limits.ts'
import { words } from './messages.ts'
import { PositionCard } from './PositionCard.tsx'
import { SetGrid } from './SetGrid.tsx'
import { SliderRow } from './SliderRow.tsx'
import { StylePanel } from './StylePanel.tsx'
import { coveredOn } from './safe-areas.ts'
import { fontFile, UploadLines } from './UploadLines.tsx'
import { type OwnFont, useOwnFonts } from './useOwnFonts.ts'

/** Slides as columns on top, the chosen one live beside its style, and the sets that come of it. */
export function Editor(props: EditorProps<CarouselInput>) {
  const t = useMessages(words)
  const { value, onChange, assets } = props
  const [asked, choose] = useState(0)
  const chosen = Math.min(asked, value.positions.length - 1)
  const settled = useDeferredValue(value)
  const ready = settled.positions.every(
    ({ images }) => images.length > 0 && images.every((id) => assets.has(id)),
  )
  const fonts = useOwnFonts(props)
  return (
    <div className={styles.editor}>
      <section className={styles.pools}>
        <div className={styles.head}>
          <h2 className={styles.title}>{t('slides')}</h2>
          <FileButton multiple accept="image/*" onChange={props.upload}>
            {(button) => (
              <Button
                variant="default"
                mih={44}
                leftSection={<IconUpload size={20} aria-hidden />}
                {...button}
              >
                {t('manyPictures')}
              </Button>
            )}
          </FileButton>
        </div>
        <p className={styles.note}>
          {t('intro')} {t('manyHint')}
        </p>
        <UploadLines uploads={props.uploads.filter(({ name }) => !fontFile.test(name))} />
        <ul className={styles.columns}>
          {value.positions.map((_, at) => (
            <PositionCard key={at} {...props} at={at} chosen={at === chosen} choose={() => choose(at)} />
          ))}
        </ul>
        {value.positions.length < limits.positions && (
          <Button
            variant="light"
            mih={44}
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => onChange(addPosition(value))}
          >
            {t('addSlide')}
          </Button>
        )}
        {ready && <SetGrid input={settled} assets={assets} fonts={fonts} onChange={onChange} />}
        <Dropzone.FullScreen onDrop={props.upload} radius="lg" withinPortal={false}>
          <p className={styles.dropNow}>{t('manyPictures')}</p>
        </Dropzone.FullScreen>
      </section>
      <div className={styles.settings}>
        <Live key={chosen} {...props} value={settled} at={chosen} fonts={fonts} />
        <Amount value={value} onChange={onChange} />
        <StylePanel {...props} at={chosen} fonts={fonts} />
        <Format {...props} />
      </div>
    </div>
  )
}

type Guides = 'off' | 'instagram' | 'tiktok'

function Live(props: EditorProps<CarouselInput> & { at: number; fonts: ReadonlyMap<string, OwnFont> }) {
  const t = useMessages(words)
  const { value, assets, at } = props
  const [turn, setTurn] = useState(0)
  const [guides, setGuides] = useState<Guides>('off')
  const [readable, setReadable] = useState<Readable | null>(null)
  const position = value.positions[at]
  if (!position) return null
  const image = position.images[turn % Math.max(1, position.images.length)]
  const place = turn % Math.max(1, position.texts.length)
  const url = image && assets.get(image)?.url
  const logo = value.brand.logo && assets.get(value.brand.logo)?.url
  const rule = { position: at, image: image ?? '', text: place }
  const { constraints } = value
  const put = (change: Partial<typeof constraints>) =>
    props.onChange({ ...value, constraints: { ...constraints, ...change } })
  const rules = constraints.pair.length + constraints.exclude.length + constraints.weights.length
  const covered = readable && coveredOn(value.format.aspect, sizes[value.format.aspect], readable.laid.bounds)
  return (
    <>
      <section className={styles.stage}>
        {url ? (
          <LiveSlide
            input={value}
            at={at}
            fonts={props.fonts}
            url={url}
            text={position.texts[place]}
            logoUrl={logo || undefined}
            label={t('live', { n: at + 1 })}
            width={720}
            guides={guides}
            onDrawn={setReadable}
          />
        ) : (
          <p className={styles.noPicture}>{t('noPicture')}</p>
        )}
        {url && readable && (
          <p className={styles.note} role="status">
            {t('contrast', { ratio: readable.contrast.toFixed(1) })}
            {readable.contrast < readable.wanted && `, ${t('lowContrast')}`}
            {readable.help.kind !== 'none' && `, ${t('helped', { kind: t(`h_${readable.help.kind}`) })}`}
            {readable.laid.truncated && ` · ${t('truncated')}`}
            {covered &&
              covered.length > 0 &&
              ` · ${t('covered', { platforms: covered.map((one) => t(one)).join(', ') })}`}
          </p>
        )}
      </section>
      {url && (
        <section className={styles.live}>
          <Button
            variant="light"
            mih={44}
            leftSection={<IconRefresh size={18} aria-hidden />}
            onClick={() => setTurn(turn + 1)}
          >
            {t('previous')}
          </Button>
          <Choice
            label={t('guides')}
            value={guides}
            options={(['off', 'instagram', 'tiktok'] as const).map((one) => ({ value: one, label: t(one) }))}
            onChange={(next: Guides) => setGuides(next)}
          />
          <details className={styles.details}>
            <summary>
              {t('rules')}
              {rules > 0 && ` · ${t('rulesSet', { count: rules })}`}
            </summary>
            <div className={styles.stack}>
              {position.texts.length > 0 && (
                <Button variant="default" mih={44} onClick={() => put({ pair: [...constraints.pair, rule] })}>
                  {t('pairNow')}
                </Button>
              )}
              {position.texts.length > 0 && (
                <Button
                  variant="default"
                  mih={44}
                  onClick={() => put({ exclude: [...constraints.exclude, rule] })}
                >
                  {t('excludeNow')}
                </Button>
              )}
              <Button
                variant="default"
                mih={44}
                onClick={() =>
                  put({
                    weights: [
                      ...constraints.weights.filter((one) => one.position !== at || one.image !== image),
                      { position: at, image: image ?? '', weight: 3 },
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
        </section>
      )}
    </>
  )
}

function Amount({ value, onChange }: { value: CarouselInput; onChange(next: CarouselInput): void }) {
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

function Format({ value, onChange, pick }: EditorProps<CarouselInput>) {
  const t = useMessages(words)
  const format = (change: Partial<CarouselInput['format']>) =>
    onChange({ ...value, format: { ...value.format, ...change } })
  const brand = (change: Partial<CarouselInput['brand']>) =>
    onChange({ ...value, brand: { ...value.brand, ...change } })
  return (
    <SettingsBlock title={t('format')} icon={<IconUpload size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('aspect')}
        value={value.format.aspect}
        options={(['4:5', '1:1', '3:4', '9:16', '16:9'] as const).map((one) => ({ value: one, label: one }))}
        onChange={(aspect) => format({ aspect })}
      />
      <Choice
        label={t('type')}
        value={value.format.type}
        options={(['jpg', 'png', 'pdf'] as const).map((one) => ({ value: one, label: one.toUpperCase() }))}
        onChange={(type) => format({ type })}
      />
      {value.format.type !== 'png' && (
        <SliderRow
          label={t('quality')}
          value={value.format.quality}
          range={[50, 100, 5]}
          onChange={(quality) => format({ quality })}
        />
      )}
      <Switch
        size="md"
        label={t('pages')}
        checked={value.brand.pageNumbers}
        onChange={({ currentTarget }) => brand({ pageNumbers: currentTarget.checked })}
      />
      <Switch
        size="md"
        label={t('arrow')}
        checked={value.brand.arrow}
        onChange={({ currentTarget }) => brand({ arrow: currentTarget.checked })}
      />
      {value.brand.logo ? (
        <Button variant="default" mih={44} onClick={() => brand({ logo: undefined })}>
          {t('removeLogo')}
        </Button>
      ) : (
        <Button
          variant="default"
          mih={44}
          onClick={() => pick('image', ([logo]) => logo && brand({ logo: logo.id }))}
        >
          {t('chooseLogo')}
        </Button>
      )}
      <Textarea
        label={t('captions')}
        size="md"
        autosize
        minRows={2}
        maxRows={6}
        defaultValue={value.captions.join('\n')}
        onChange={({ currentTarget }) =>
          onChange({ ...value, captions: textsFrom(currentTarget.value).slice(0, limits.sets) })
        }
      />
      <Text size="sm" c="dimmed">
        {t('emojiCredit')}{' '}
        <a href="https://creativecommons.org/licenses/by/4.0/" target="_blank" rel="noreferrer">
          CC BY 4.0
        </a>
      </Text>
    </SettingsBlock>
  )
}

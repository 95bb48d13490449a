import { ColorInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

/** A colour, picked or typed; said when it is one and the hand has come to rest. */
export function ColourField(props: { label: string; value: string; onChange(colour: string): void }) {
  const t = useMessages(words)
  const [shown, show] = useState(props.value)
  useEffect(() => show(props.value), [props.value])
  return (
    <ColorInput
      size="md"
      label={props.label}
      value={shown}
      format="hex"
      eyeDropperButtonProps={{ 'aria-label': t('fromScreen', { label: props.label }) }}
      onChange={show}
      onChangeEnd={(colour) => /^#[0-9a-f]{6}$/i.test(colour) && props.onChange(colour.toLowerCase())}
    />
  )
}

import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { encode } from 'uqr'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

const pixelsEach = 10

/** A QR code to scan, or to save: whoever pays on the phone they are looking at opens the picture in their bank's app. */
export function PaymentQr({ text, name }: { text: string; name: string }) {
  const t = useMessages(words)
  const { data, size } = useMemo(() => encode(text, { border: 4 }), [text])
  const dots = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('qrLabel')} shapeRendering="crispEdges">
        <path d={dots} fill="#000" />
      </svg>
      <Button
        variant="default"
        leftSection={<IconDownload size={20} aria-hidden />}
        onClick={() => void save(data, size, name)}
      >
        {t('qrSave')}
      </Button>
    </>
  )
}

async function save(data: boolean[][], size: number, name: string): Promise<void> {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * pixelsEach
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#000'
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries())
      if (dark) pen.fillRect(x * pixelsEach, y * pixelsEach, pixelsEach, pixelsEach)
  const link = document.createElement('a')
  link.href = canvas.toDataURL('image/png')
  link.download = `${name}.png`
  link.click()
}

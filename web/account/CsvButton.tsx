import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useMessages } from '#ui/i18n.tsx'
import { type Cell, csv } from './csv.ts'
import { words } from './messages.ts'

/** Downloads all rows, not only those on screen, as a spreadsheet reads them. */
export function CsvButton(props: { file: string; head: string[]; read(): Promise<Cell[][]> }) {
  const t = useMessages(words)
  const download = useMutation({
    mutationFn: async () => save(props.file, csv(props.head, await props.read())),
  })
  return (
    <Button
      variant="default"
      loading={download.isPending}
      onClick={() => download.mutate()}
      leftSection={<IconDownload size={20} aria-hidden />}
    >
      {t('csv')}
    </Button>
  )
}

function save(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

import { useQueryClient } from '@tanstack/react-query'
import { useMessages } from '#ui/i18n.tsx'
import type { BundledFile } from './bundled-files.ts'
import { words } from './messages.ts'
import { type Bundle, partQuery } from './part-query.ts'
import { SaveButton } from './SaveButton.tsx'

/** Saves all files of a bundle as one ZIP, `set_01.zip`: for devices that cannot hand them to another app. */
export function SaveAll(props: { bundle: Bundle; name: string; files: readonly BundledFile[] }) {
  const { bundle, name, files } = props
  const t = useMessages(words)
  const client = useQueryClient()
  async function gather() {
    const { downloadZip } = await import('client-zip')
    const entries = files.map(async (file) => ({
      name: file.name,
      input: await client.fetchQuery(partQuery(bundle, file)),
    }))
    const blob = await downloadZip(await Promise.all(entries)).blob()
    return { name: `${name.replace(/\.\w+$/, '')}.zip`, blob }
  }
  return <SaveButton gather={gather}>{t('saveAll', { count: files.length })}</SaveButton>
}

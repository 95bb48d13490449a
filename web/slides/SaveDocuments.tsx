import type { ButtonProps } from '@mantine/core'
import { useMessages } from '#ui/i18n.tsx'
import { type BundledFile, isPicture } from './bundled-files.ts'
import { words } from './messages.ts'
import type { Bundle } from './part-query.ts'
import { SaveFile } from './SaveFile.tsx'

/** A button for each PDF in a bundle: what is in it cannot be looked at here. */
export function SaveDocuments({
  bundle,
  files,
  ...button
}: ButtonProps & { bundle: Bundle; files: readonly BundledFile[] }) {
  const t = useMessages(words)
  return files
    .filter((file) => !isPicture(file))
    .map((file) => (
      <SaveFile
        key={file.name}
        {...button}
        bundle={bundle}
        file={file}
        aria-label={t('savePdfOf', { name: file.name })}
      >
        {t('savePdf')}
      </SaveFile>
    ))
}

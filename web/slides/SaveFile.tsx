import type { ButtonProps } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { BundledFile } from './bundled-files.ts'
import { type Bundle, partQuery } from './part-query.ts'
import { SaveButton } from './SaveButton.tsx'

/** Saves one file of a bundle under its own name. */
export function SaveFile({
  bundle,
  file,
  ...button
}: ButtonProps & { bundle: Bundle; file: BundledFile; children: ReactNode; 'aria-label'?: string }) {
  const client = useQueryClient()
  const gather = async () => ({ name: file.name, blob: await client.fetchQuery(partQuery(bundle, file)) })
  return <SaveButton {...button} gather={gather} />
}

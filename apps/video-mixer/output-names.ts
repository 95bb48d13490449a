import type { MixInput } from './input.ts'

type Named = Pick<MixInput, 'name' | 'project' | 'outputs'> & {
  format: Pick<MixInput['format'], 'container'>
}

const nameless = 'video'

/** What files are called that nobody has named. */
export function usualName(project?: string): string {
  return project ? '{project}_{n}' : `${nameless}_{n}`
}

/** What the file of an output is called. `{n}` is its number, padded so that names sort; `{project}` what the work is called. */
export function outputName({ name, project, outputs, format }: Named, index: number): string {
  const template = name ?? usualName(project)
  const numbered = template.includes('{n}') ? template : `${template}_{n}`
  const filled = {
    '{n}': String(index + 1).padStart(String(outputs).length, '0'),
    '{project}': project ?? nameless,
  }
  return `${safe(numbered.replaceAll(/\{n\}|\{project\}/g, (place) => filled[place as keyof typeof filled]))}.${format.container}`
}

/** What no file system or ZIP reader stumbles over; letters, spaces and emoji stay. */
function safe(name: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
  return plain || nameless
}

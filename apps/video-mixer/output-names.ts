/** Turns what the person called the batch into file names: `{n}` is the number, padded so that names sort. */
export function outputName(template: string, index: number, outputs: number, container: string): string {
  const number = String(index + 1).padStart(String(outputs).length, '0')
  const named = template.includes('{n}') ? template : `${template}_{n}`
  return `${safe(named.replaceAll('{n}', number))}.${container}`
}

/** What no file system or ZIP reader stumbles over; letters, spaces and emoji stay. */
function safe(name: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
  return plain || 'video'
}

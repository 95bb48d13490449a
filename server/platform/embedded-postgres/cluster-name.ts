import { createHash } from 'node:crypto'

/** What the server of a cluster calls itself: its processes carry it in their titles. */
export function clusterName(cluster: string): string {
  return `lumiku-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`
}

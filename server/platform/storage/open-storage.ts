import { join } from 'node:path'
import type { Config } from '../config.ts'
import { openDisk } from './disk.ts'
import { openS3 } from './s3.ts'
import type { Storage } from './storage.ts'

/** The store the settings name: S3 when configured, else the folder `files` of the data folder. */
export async function openStorage(config: Pick<Config, 's3' | 'data'>): Promise<Storage> {
  if (config.s3) return openS3(config.s3)
  const disk = openDisk(join(config.data, 'files'))
  await disk.check()
  return disk
}

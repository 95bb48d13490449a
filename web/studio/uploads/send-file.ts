import { DetailedError, Upload as TusUpload } from 'tus-js-client'
import type { StudioAsset } from '#apps/define-editor.ts'
import { api } from '../../api.ts'
import type { Asset as FileAnswer } from '../../api-types.ts'
import { assetFrom } from './asset-from.ts'

/** Why a file did not arrive. `offline` passes by itself; the rest do not. */
export class SendProblem extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

/**
 * Sends one file in resumable pieces and answers with what the server made of it. `resumeUrl` goes on where an earlier
 * attempt stopped; should the server have forgotten it, the file starts over.
 */
export function sendFile(
  file: File,
  options: {
    resumeUrl: string | null
    signal: AbortSignal
    onUrl(url: string): void
    onProgress(fraction: number): void
  },
): Promise<StudioAsset> {
  return new Promise((resolve, reject) => {
    const upload = new TusUpload(file, {
      endpoint: '/api/uploads',
      uploadUrl: options.resumeUrl,
      metadata: { filename: file.name, filetype: file.type },
      storeFingerprintForResuming: false,
      retryDelays: [0, 1_000, 3_000, 6_000],
      onUploadUrlAvailable: () => upload.url && options.onUrl(upload.url),
      onProgress: (sent, total) => options.onProgress(total > 0 ? sent / total : 0),
      onSuccess: () => resolve(read(upload.url ?? '')),
      onError: (cause) => reject(problemOf(cause)),
    })
    options.signal.addEventListener('abort', () => void upload.abort(true).catch(() => {}))
    upload.start()
  })
}

/** The upload's id is the file's. */
async function read(url: string): Promise<StudioAsset> {
  const id = new URL(url, location.href).pathname.split('/').pop()
  return assetFrom(await api.get<FileAnswer>(`/api/files/${id}`))
}

function problemOf(cause: Error | DetailedError): SendProblem {
  const answer = cause instanceof DetailedError ? cause.originalResponse : null
  if (!answer || answer.getStatus() === 0) return new SendProblem('offline')
  try {
    const { code, reason } = JSON.parse(answer.getBody())
    if (typeof reason === 'string') return new SendProblem(reason)
    if (typeof code === 'string') return new SendProblem(code)
  } catch {}
  if (answer.getStatus() === 413) return new SendProblem('payload_too_large')
  if (answer.getStatus() === 415) return new SendProblem('unsupported_media')
  if (answer.getStatus() === 401) return new SendProblem('unauthenticated')
  return new SendProblem('unavailable')
}

export function xml(body: string, status = 200): Response {
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`, {
    status,
    headers: { 'Content-Type': 'application/xml' },
  })
}

/** An error as S3 words it; to a HEAD it has no body. */
export function refusal(status: number, code: string, message: string, bare = false): Response {
  if (bare) return new Response(null, { status })
  return xml(`<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`, status)
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

import PDFDocument from 'pdfkit'

/** One page a picture, each as large as its picture and with the JPEG's own bytes. The same pictures give the same bytes. */
export async function writePdf(
  slides: readonly Uint8Array[],
  { width, height, title }: { width: number; height: number; title: string },
): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    autoFirstPage: false,
    info: { Title: title, Producer: 'Lumiku', Creator: 'Lumiku', CreationDate: new Date(0) },
  })
  const pieces: Uint8Array[] = []
  pdf.on('data', (piece: Uint8Array) => pieces.push(piece))
  const ended = new Promise<void>((resolve) => pdf.on('end', () => resolve()))
  for (const slide of slides) {
    pdf.addPage({ size: [width, height], margin: 0 })
    pdf.image(Buffer.from(slide.buffer, slide.byteOffset, slide.byteLength), 0, 0, { width, height })
  }
  pdf.end()
  await ended
  return Buffer.concat(pieces)
}

import { PDFDocument } from '@cantoo/pdf-lib'

/** One page a picture, each as large as its picture. The same pictures give the same bytes. */
export async function writePdf(
  slides: readonly Uint8Array[],
  { width, height, title }: { width: number; height: number; title: string },
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(title)
  pdf.setProducer('Lumiku')
  pdf.setCreationDate(new Date(0))
  pdf.setModificationDate(new Date(0))
  for (const slide of slides)
    pdf.addPage([width, height]).drawImage(await pdf.embedJpg(slide), { x: 0, y: 0, width, height })
  return pdf.save()
}

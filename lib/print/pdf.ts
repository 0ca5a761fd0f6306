import { DEFAULT_BYTE_RANGE_PLACEHOLDER, SIG_FLAGS, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import type { PrintDocument } from './blocks.ts';
import { setBlocks } from './flow.ts';
import { Paper, styles } from './paper.ts';

/** On each page, once all are there: the small print and "1 / 3". */
function setFeet(paper: Paper): void {
  const { doc, document } = paper;
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    const number = `${page + 1} / ${count}`;
    const wide = paper.measure(number, styles.small);
    const top = doc.page.height - paper.margin.bottom / 2 - styles.small.leading / 2;
    const room = paper.width - wide - 24;
    const lines = document.foot ? paper.wrap(document.foot, room, styles.small).slice(0, 3) : [];
    doc.markContent('Artifact', { type: 'Pagination' });
    const first = top - ((lines.length - 1) * styles.small.leading) / 2;
    for (const [at, line] of lines.entries())
      paper.line(line, paper.left, first + at * styles.small.leading, styles.small);
    paper.line(number, paper.left + paper.width - wide, top, styles.small);
    doc.endMarkedContent();
  }
}

/** Bytes of the place for a seal: a key of 4,096 bits with its chain fits. */
const sealBytes = 12_288;

/** An empty seal in a field that is not seen. To pdfkit a string is a name, and text is an object of it. */
function leavePlace({ doc }: Paper, { name, reason }: NonNullable<PrintDocument['seal']>): void {
  const unknown = DEFAULT_BYTE_RANGE_PLACEHOLDER;
  const seal = doc.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: SUBFILTER_ETSI_CADES_DETACHED,
    ByteRange: [0, unknown, unknown, unknown],
    Contents: Buffer.alloc(sealBytes),
    Name: Object(name),
    Reason: Object(reason),
    M: doc.info.CreationDate,
  });
  const field = doc.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    V: seal,
    T: Object('Seal'),
    // Printed and locked.
    F: 132,
    P: doc.page.dictionary,
  });
  doc.page.annotations.push(field);
  doc.initForm();
  const form = Reflect.get(doc, '_root').data.AcroForm.data;
  form.SigFlags = SIG_FLAGS.SIGNATURES_EXIST | SIG_FLAGS.APPEND_ONLY;
  form.Fields.push(field);
  // PDF/A wants what is shown to be in the file already.
  delete form.NeedAppearances;
  for (const each of [seal, field]) each.end('');
}

/**
 * Prints a document: PDF 1.7 shaped as PDF/A-3a asks (faces embedded, XMP, sRGB, tagged, no script, nothing encrypted), with text that can
 * be selected in every language we write.
 */
export async function makePdf(document: PrintDocument): Promise<Buffer> {
  const paper = await Paper.open(document);
  const { doc } = paper;
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const root = doc.struct('Document', { lang: document.language });
  doc.addStructure(root);
  setBlocks(paper, root, document.blocks, { x: paper.left, width: paper.width }, paper.margin.top);
  root.end();
  setFeet(paper);
  for (const { name, contentType, bytes, description } of document.attachments ?? [])
    doc.file(Buffer.from(bytes), {
      name,
      type: contentType,
      description,
      creationDate: document.createdAt,
      modifiedDate: document.createdAt,
      // Of PDF/A-3: the same facts in another form.
      ...{ relationship: 'Alternative' },
    });
  if (document.seal) leavePlace(paper, document.seal);
  doc.end();
  return done;
}

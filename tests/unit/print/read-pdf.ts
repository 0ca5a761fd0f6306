import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader's program makes of a PDF: its text by pages, its facts, its structure. */
export async function readPdf(bytes: Buffer) {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  const pages: string[] = [];
  const roles = new Set<string>();
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    const walk = (node: unknown): void => {
      if (!(node instanceof Object)) return;
      if ('role' in node && typeof node.role === 'string') roles.add(node.role);
      if ('children' in node && Array.isArray(node.children)) node.children.forEach(walk);
    };
    walk(await page.getStructTree());
  }
  const { info, metadata } = await document.getMetadata();
  const marked = await document.getMarkInfo();
  const attachments: unknown = await document.getAttachments();
  return { pages, roles, info, metadata, marked, attachments };
}

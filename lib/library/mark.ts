import { degrees, PDFDocument, rgb } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { outline } from '#lib/print/index.ts';

/** Kinds of files that can say whose they are. */
export function isMarkable(contentType: string): boolean {
  return contentType === 'application/pdf' || /^image\/(png|jpeg|webp|avif|tiff)$/.test(contentType);
}

/** A PDF with whose it is at the foot of every page and up its left edge, small and grey, so that it disturbs no reader. */
async function markPdf(bytes: Buffer, words: string): Promise<Buffer> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { path, width } = await outline(words, 7);
  const look = { color: rgb(0.45, 0.42, 0.38), opacity: 0.75 };
  for (const page of document.getPages()) {
    const { width: wide } = page.getSize();
    page.drawSvgPath(path, { ...look, x: Math.max(8, (wide - width) / 2), y: 12 });
    page.drawSvgPath(path, { ...look, opacity: 0.35, x: 12, y: 24, rotate: degrees(90) });
  }
  return Buffer.from(await document.save());
}

/** A picture with whose it is in its lower corner, readable on light and dark. */
async function markPicture(bytes: Buffer, words: string): Promise<Buffer> {
  const picture = sharp(bytes, { limitInputPixels: 200_000_000 }).rotate().keepIccProfile();
  const { width = 0, height = 0, orientation = 1 } = await picture.metadata();
  const [wide, high] = orientation >= 5 ? [height, width] : [width, height];
  const size = Math.max(10, Math.round(Math.min(wide, high) / 45));
  const { path, width: long } = await outline(words, size);
  const scale = Math.min(1, (wide - 2 * size) / Math.max(1, long));
  const at = `translate(${wide - size - long * scale} ${high - size}) scale(${scale})`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><g transform="${at}"><path d="${path}" fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="${size / 6}"/><path d="${path}" fill="#201a14" fill-opacity=".6"/></g></svg>`;
  return picture.composite([{ input: Buffer.from(svg) }]).toBuffer();
}

/** The file marked with words that say whose copy it is. */
export function marked(bytes: Buffer, contentType: string, words: string): Promise<Buffer> {
  return contentType === 'application/pdf' ? markPdf(bytes, words) : markPicture(bytes, words);
}

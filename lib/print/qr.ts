import QRCode from 'qrcode';
import type { Block } from './blocks.ts';
import type { Frame } from './flow.ts';
import { colours, type Element, type Paper } from './paper.ts';

/** White on each side, in modules (ISO/IEC 18004). */
const quiet = 4;

/** Draws an address as a QR code, at the left of its frame; those who do not see it are told the address. */
export function drawQr(
  paper: Paper,
  parent: Element,
  { text, size }: Extract<Block, { kind: 'qr' }>,
  { x }: Frame,
  y: number,
): number {
  const top = y + size > paper.bottom ? paper.addPage() : y;
  const { modules } = QRCode.create(text);
  const module = size / (modules.size + 2 * quiet);
  const figure = paper.element(parent, 'Figure', { alt: text });
  figure.add(() => {
    for (const [at, dark] of modules.data.entries()) {
      if (!dark) continue;
      const [row, column] = [Math.floor(at / modules.size), at % modules.size];
      paper.doc.rect(x + (column + quiet) * module, top + (row + quiet) * module, module, module);
    }
    paper.doc.fillColor(colours.ink).fill();
  });
  figure.end();
  return top + size;
}

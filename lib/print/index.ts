export { code128 } from './barcode.ts';
export type { Attachment, Block, BoxCell, Cell, Column, PrintDocument, Words } from './blocks.ts';
export { type Outline, outline } from './outline.ts';
export { makePdf } from './pdf.ts';

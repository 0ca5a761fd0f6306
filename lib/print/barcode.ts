import type { Block } from './blocks.ts';
import type { Frame } from './flow.ts';
import { colours, type Element, type Paper, styles } from './paper.ts';

/** Bars and spaces of the values 0 to 105, and of the stop (ISO/IEC 15417). */
const patterns =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  );
const startB = 104;
const stop = 106;

/** Widths of bars and spaces in turn, beginning with a bar: Code 128, set B, which carriers scan. Printable ASCII alone has bars. */
export function code128(text: string): number[] {
  const values = [...text].map((letter) => letter.charCodeAt(0) - 32);
  if (values.some((value) => value < 0 || value > 94))
    throw new RangeError('only printable ASCII has bars in Code 128 B');
  const check = values.reduce((sum, value, at) => sum + value * (at + 1), startB) % 103;
  return [startB, ...values, check, stop].flatMap((value) => [...(patterns[value] ?? '')].map(Number));
}

/** Sets a bar code with its text below, as wide as its frame but no bar wider than 1.1 points. */
export function drawBarcode(
  paper: Paper,
  parent: Element,
  { text, height }: Extract<Block, { kind: 'barcode' }>,
  { x, width }: Frame,
  y: number,
): number {
  const top = y + height + 12 > paper.bottom ? paper.addPage() : y;
  const bars = code128(text);
  // Ten modules on each side stay white.
  const modules = bars.reduce((a, b) => a + b, 0) + 20;
  const module = Math.min(1.1, width / modules);
  const figure = paper.element(parent, 'Figure', { alt: text });
  figure.add(() => {
    let at = x + 10 * module;
    for (const [index, bar] of bars.entries()) {
      if (index % 2 === 0) paper.doc.rect(at, top, bar * module, height);
      at += bar * module;
    }
    paper.doc.fillColor(colours.ink).fill();
  });
  figure.end();
  const caption = paper.element(parent, 'P');
  caption.add(() => paper.line(text, x + 10 * module, top + height + 1, styles.small));
  caption.end();
  return top + height + 12;
}

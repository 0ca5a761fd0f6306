import type { Frame } from './flow.ts';
import { colours, type Element, type Paper, type Style } from './paper.ts';

const size = 22;
export const markHeight = size + 6;
const style: Style = { family: 'serif', weight: 500, size: 15, leading: size, colour: colours.ink };

/** The platform's mark, as app/_ui/seal.tsx draws it, with its name beside it. */
export function drawMark(paper: Paper, parent: Element, name: string, { x }: Frame, y: number): number {
  const { doc } = paper;
  paper.artifact(() => {
    doc
      .save()
      .translate(x, y)
      .scale(size / 26);
    doc.roundedRect(0, 0, 26, 26, 2).fill(colours.seal);
    doc
      .path('M5 7.2h6M5 12.4h5.6M4.6 18.6l6.4-1.6M8 7.2v10.4M16.6 4.8l-1.4 3.4M13 8.4h8v11.4h-8zM13 13.8h8')
      .lineWidth(1.5)
      .lineCap('round')
      .strokeColor('#ffffff')
      .stroke();
    doc.restore();
  });
  const element = paper.element(parent, 'P');
  element.add(() => paper.line(name, x + size + 7, y, style));
  element.end();
  return y + markHeight;
}

import type { Block, BoxCell } from './blocks.ts';
import { type Frame, heightOfAll, heightOfWords, setBlocks, setWords } from './flow.ts';
import { colours, type Element, type Paper, type Style, styles } from './paper.ts';

type Boxes = Extract<Block, { kind: 'boxes' }>;

const pad = 3.5;
const label: Style = { ...styles.small, size: 6.5, leading: 8.5 };

function cellFrames(row: readonly BoxCell[], { x, width }: Frame): Frame[] {
  const whole = row.reduce((sum, { share }) => sum + share, 0);
  let at = x;
  return row.map(({ share }) => {
    const frame = { x: at, width: (width * share) / whole };
    at += frame.width;
    return frame;
  });
}

function heightOfRow(paper: Paper, row: readonly BoxCell[], width: number): number {
  const frames = cellFrames(row, { x: 0, width });
  return Math.max(
    0,
    ...row.map((cell, at) => {
      const inner = (frames[at]?.width ?? 0) - 2 * pad;
      return heightOfWords(paper, cell.label, inner, label) + heightOfAll(paper, cell.blocks, inner) + 2 * pad;
    }),
  );
}

export function heightOfBoxes(paper: Paper, { rows }: Boxes, width: number): number {
  return rows.reduce((sum, row) => sum + heightOfRow(paper, row, width), 0);
}

/** Sets a form of boxes; a row of them is kept on one page. */
export function drawBoxes(paper: Paper, parent: Element, { rows }: Boxes, frame: Frame, y: number): number {
  let top = y;
  for (const row of rows) {
    const height = heightOfRow(paper, row, frame.width);
    if (top + height > paper.bottom && top > paper.margin.top) top = paper.addPage();
    const at = top;
    for (const [index, box] of cellFrames(row, frame).entries()) {
      const cell = row[index];
      if (!cell) continue;
      paper.artifact(() =>
        paper.doc.rect(box.x, at, box.width, height).lineWidth(0.6).strokeColor(colours.edge).stroke(),
      );
      const inner = { x: box.x + pad, width: box.width - 2 * pad };
      const element = paper.element(parent, 'Div');
      const below = setWords(paper, element, cell.label, inner, at + pad, label);
      setBlocks(paper, element, cell.blocks, inner, below);
      element.end();
    }
    top += height;
  }
  return top;
}

import type { Block, Cell } from './blocks.ts';
import { type Frame, heightOfWords, setWords } from './flow.ts';
import { colours, type Element, type Paper, type Style, styles } from './paper.ts';

type Table = Extract<Block, { kind: 'table' }>;

const gap = 12;
const pad = 4.5;

function columnFrames({ columns }: Table, { x, width }: Frame): Frame[] {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const free = width - gap * (columns.length - 1);
  let at = x;
  return columns.map(({ share }) => {
    const frame = { x: at, width: (free * share) / whole };
    at += frame.width + gap;
    return frame;
  });
}

interface CellLine {
  readonly text: string;
  readonly style: Style;
}

function cellLines(paper: Paper, cell: Cell, width: number): CellLine[] {
  const style = styles[cell.tone ?? 'plain'];
  const lines = (text: string, look: Style) =>
    text === '' ? [] : paper.wrap(text, width, look).map((line) => ({ text: line, style: look }));
  const lead = { ...style, weight: styles.strong.weight };
  return [...lines(cell.lead ?? '', lead), ...lines(cell.text, style), ...lines(cell.note ?? '', styles.small)];
}

function heightOfLines(lines: readonly CellLine[]): number {
  return lines.reduce((sum, { style }) => sum + style.leading, 0);
}

function headHeight(paper: Paper, table: Table, frames: readonly Frame[]): number {
  const heights = table.columns.map(({ head }, at) =>
    heightOfWords(paper, head, frames[at]?.width ?? 0, styles.strong),
  );
  return Math.max(0, ...heights) + 2 * pad;
}

export function heightOfTable(paper: Paper, table: Table, width: number): number {
  const frames = columnFrames(table, { x: 0, width });
  const rows = [...table.rows, ...(table.totals ?? [])].map(
    (row) =>
      Math.max(0, ...row.map((cell, at) => heightOfLines(cellLines(paper, cell, frames[at]?.width ?? 0)))) + 2 * pad,
  );
  return headHeight(paper, table, frames) + rows.reduce((a, b) => a + b, 0);
}

/** The head stands on every page; only the first time it is said aloud. */
function drawHead(paper: Paper, parent: Element | null, table: Table, frames: readonly Frame[], y: number): number {
  const height = headHeight(paper, table, frames);
  const first = frames[0];
  const last = frames.at(-1);
  if (!first || !last) return y;
  const row = parent && paper.element(parent, 'TR');
  for (const [at, { head, align = 'left' }] of table.columns.entries()) {
    const frame = frames[at] ?? first;
    if (row) {
      const cell = paper.element(row, 'TH', { scope: 'Column' });
      setWords(paper, cell, head, frame, y + pad, styles.strong, { align });
      cell.end();
    } else paper.artifact(() => repeatHead(paper, head.text, head.also?.text ?? '', frame, y + pad, align));
  }
  row?.end();
  paper.rule(first.x, y + height, last.x + last.width - first.x, colours.edge);
  return y + height;
}

function repeatHead(paper: Paper, text: string, also: string, frame: Frame, y: number, align: 'left' | 'right'): void {
  const lines = [
    ...paper.wrap(text, frame.width, styles.strong).map((line) => ({ line, style: styles.strong })),
    ...(also ? paper.wrap(also, frame.width, styles.small).map((line) => ({ line, style: styles.small })) : []),
  ];
  let top = y;
  for (const { line, style } of lines) {
    paper.line(line, align === 'right' ? frame.x + frame.width - paper.measure(line, style) : frame.x, top, style);
    top += style.leading;
  }
}

interface Pen {
  readonly paper: Paper;
  readonly table: Table;
  readonly frames: readonly Frame[];
}

/** Draws a row; what does not fit goes on on the next page, below the head. */
function drawRow({ paper, table, frames }: Pen, parent: Element, row: readonly Cell[], y: number): number {
  const columns = row.map((cell, at) => cellLines(paper, cell, frames[at]?.width ?? 0));
  const height = Math.max(0, ...columns.map(heightOfLines)) + 2 * pad;
  const whole = paper.bottom - paper.margin.top - headHeight(paper, table, frames);
  let top = y;
  // A row is kept on one page unless it is higher than one, or flows: then a few of its lines are enough to begin.
  const needed = table.flows ? Math.min(height, 4 * styles.plain.leading) : Math.min(height, whole);
  if (top + needed > paper.bottom) top = drawHead(paper, null, table, frames, paper.addPage());
  const element = paper.element(parent, 'TR');
  const cells = row.map((cell) => paper.element(element, 'TD', { language: cell.language }));
  let left = columns.map((lines) => [...lines]);
  for (;;) {
    const ends = left.map((lines, at) => {
      const frame = frames[at];
      let below = top + pad;
      while (frame && lines[0] && below + lines[0].style.leading <= paper.bottom) {
        const [{ text, style }] = [lines[0]];
        lines.shift();
        const right = table.columns[at]?.align === 'right';
        const x = right ? frame.x + frame.width - paper.measure(text, style) : frame.x;
        const drawn = below;
        cells[at]?.add(() => paper.line(text, x, drawn, style));
        below += style.leading;
      }
      return below;
    });
    top = Math.max(top + pad, ...ends) + pad;
    left = left.map((lines) => [...lines]);
    if (left.every((lines) => lines.length === 0)) break;
    top = drawHead(paper, null, table, frames, paper.addPage());
  }
  element.end();
  return top;
}

/** Sets a table below `y`: its rows break over pages with their head repeated, and its totals stay together. */
export function drawTable(paper: Paper, parent: Element, table: Table, frame: Frame, y: number): number {
  const frames = columnFrames(table, frame);
  const pen = { paper, table, frames };
  const element = paper.element(parent, 'Table');
  let top = y;
  if (top + headHeight(paper, table, frames) + 3 * styles.plain.leading > paper.bottom) top = paper.addPage();
  top = drawHead(paper, element, table, frames, top);
  for (const [at, row] of table.rows.entries()) {
    if (at > 0) paper.rule(frame.x, top, frame.width);
    top = drawRow(pen, element, row, top);
  }
  const totals = table.totals ?? [];
  if (totals.length > 0) {
    const height = totals.length * (styles.plain.leading + 2 * pad);
    if (top + height > paper.bottom) top = drawHead(paper, null, table, frames, paper.addPage());
    else paper.rule(frame.x, top, frame.width, colours.edge);
    for (const row of totals) top = drawRow(pen, element, row, top) - pad;
    top += pad;
  }
  element.end();
  return top;
}

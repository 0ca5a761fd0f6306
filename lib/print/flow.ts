import { drawBarcode } from './barcode.ts';
import type { Block, Tone, Words } from './blocks.ts';
import { drawBoxes, heightOfBoxes } from './boxes.ts';
import { drawMark, markHeight } from './mark.ts';
import { type Element, headings, type Paper, type Style, styles } from './paper.ts';
import { drawQr } from './qr.ts';
import { drawTable, heightOfTable } from './table.ts';

/** Where blocks are set: a column of the page from `top` on. */
export interface Frame {
  readonly x: number;
  readonly width: number;
}

const columnGap = 24;
const afterHeading = { 1: 6, 2: 5, 3: 2 } as const;
const beforeHeading = { 1: 0, 2: 10, 3: 6 } as const;

function linesOf(paper: Paper, text: string, width: number, style: Style): string[] {
  return text === '' ? [] : paper.wrap(text, width, style);
}

/** Height of words with their second language below. */
export function heightOfWords(paper: Paper, words: Words, width: number, style: Style): number {
  const second = words.also ? linesOf(paper, words.also.text, width, styles.small).length * styles.small.leading : 0;
  return linesOf(paper, words.text, width, style).length * style.leading + second;
}

interface TextOptions {
  readonly align?: 'left' | 'right';
  readonly language?: string | undefined;
  readonly type?: string;
  readonly scope?: string;
}

/** Sets a text line by line below `y`, going on on the next page where one ends; where the text ends is returned. */
export function setText(
  paper: Paper,
  parent: Element,
  text: string,
  { x, width }: Frame,
  y: number,
  style: Style,
  { align = 'left', language, type = 'P', scope }: TextOptions = {},
): number {
  const lines = linesOf(paper, text, width, style);
  if (lines.length === 0) return y;
  const element = paper.element(parent, type, { language, ...(scope ? { scope } : {}) });
  let top = y;
  for (const [at, line] of lines.entries()) {
    // Neither the first nor the last line of a paragraph stands alone.
    const together = lines.length > 2 && (at === 0 || at === lines.length - 2) ? 2 : 1;
    if (top + together * style.leading > paper.bottom) top = paper.addPage();
    const start = align === 'right' ? x + width - paper.measure(line, style) : x;
    const drawn = top;
    element.add(() => paper.line(line, start, drawn, style));
    top += style.leading;
  }
  element.end();
  return top;
}

/** Sets words, the second language small below. */
export function setWords(
  paper: Paper,
  parent: Element,
  words: Words,
  frame: Frame,
  y: number,
  style: Style,
  options: TextOptions = {},
): number {
  const below = setText(paper, parent, words.text, frame, y, style, options);
  if (!words.also) return below;
  const { scope: _, ...plain } = options;
  return setText(paper, parent, words.also.text, frame, below, styles.small, {
    ...plain,
    type: 'P',
    language: words.also.language,
  });
}

function factWidths(width: number): { name: number; value: number; gap: number } {
  const name = Math.min(130, width * 0.42);
  return { name, value: width - name - 10, gap: 10 };
}

/** How high a block is in a column of this width, on one page. */
export function heightOf(paper: Paper, block: Block, width: number): number {
  switch (block.kind) {
    case 'heading':
      return (
        beforeHeading[block.level] +
        heightOfWords(paper, block.words, width, headings[block.level]) +
        afterHeading[block.level]
      );
    case 'text': {
      const style = styles[block.tone ?? 'plain'];
      return linesOf(paper, block.text, width, style).length * style.leading;
    }
    case 'columns':
      return Math.max(
        0,
        ...frames({ x: 0, width }, block.shares).map((frame, at) =>
          heightOfAll(paper, block.columns[at] ?? [], frame.width),
        ),
      );
    case 'facts':
      return block.facts.reduce((sum, fact) => sum + heightOfFact(paper, fact, width), 0);
    case 'table':
      return heightOfTable(paper, block, width);
    case 'boxes':
      return heightOfBoxes(paper, block, width);
    case 'barcode':
      return block.height + 12;
    case 'qr':
      return block.size;
    case 'mark':
      return markHeight;
    case 'rule':
      return 12;
    case 'space':
      return block.height;
  }
}

export function heightOfAll(paper: Paper, blocks: readonly Block[], width: number): number {
  return blocks.reduce((sum, block) => sum + heightOf(paper, block, width), 0);
}

function heightOfFact(paper: Paper, fact: { name: Words; value: string }, width: number): number {
  const { name, value } = factWidths(width);
  return (
    Math.max(
      heightOfWords(paper, fact.name, name, styles.muted),
      linesOf(paper, fact.value, value, styles.plain).length * styles.plain.leading,
    ) + 1.5
  );
}

/** A frame cut into columns by their shares. */
function frames({ x, width }: Frame, shares: readonly number[]): Frame[] {
  const whole = shares.reduce((a, b) => a + b, 0);
  const free = width - columnGap * (shares.length - 1);
  let at = x;
  return shares.map((share) => {
    const frame = { x: at, width: (free * share) / whole };
    at += frame.width + columnGap;
    return frame;
  });
}

function setFacts(
  paper: Paper,
  parent: Element,
  facts: readonly { name: Words; value: string }[],
  frame: Frame,
  y: number,
): number {
  const { name, value, gap } = factWidths(frame.width);
  let top = y;
  for (const fact of facts) {
    const height = heightOfFact(paper, fact, frame.width);
    if (top + height > paper.bottom) top = paper.addPage();
    const element = paper.element(parent, 'Div');
    setWords(paper, element, fact.name, { x: frame.x, width: name }, top, styles.muted);
    setText(paper, element, fact.value, { x: frame.x + name + gap, width: value }, top, styles.plain);
    element.end();
    top += height;
  }
  return top;
}

function setColumns(
  paper: Paper,
  parent: Element,
  block: Extract<Block, { kind: 'columns' }>,
  frame: Frame,
  y: number,
): number {
  const height = heightOf(paper, block, frame.width);
  const top = y + height > paper.bottom && y > paper.margin.top ? paper.addPage() : y;
  for (const [at, column] of frames(frame, block.shares).entries())
    setBlocks(paper, parent, block.columns[at] ?? [], column, top);
  return top + height;
}

function setHeading(
  paper: Paper,
  parent: Element,
  block: Extract<Block, { kind: 'heading' }>,
  frame: Frame,
  y: number,
): number {
  const style: Style = headings[block.level];
  let top = y === paper.margin.top ? y : y + beforeHeading[block.level];
  // A heading stays with what follows it.
  const needed = heightOfWords(paper, block.words, frame.width, style) + 3 * styles.plain.leading;
  if (top + needed > paper.bottom) top = paper.addPage();
  top = setWords(paper, parent, block.words, frame, top, style, {
    type: `H${block.level}`,
    language: block.language,
  });
  return top + afterHeading[block.level];
}

function setBlock(paper: Paper, parent: Element, block: Block, frame: Frame, y: number): number {
  switch (block.kind) {
    case 'heading':
      return setHeading(paper, parent, block, frame, y);
    case 'text': {
      const tone: Tone = block.tone ?? 'plain';
      return setText(paper, parent, block.text, frame, y, styles[tone], {
        align: block.align ?? 'left',
        language: block.language,
      });
    }
    case 'columns':
      return setColumns(paper, parent, block, frame, y);
    case 'facts':
      return setFacts(paper, parent, block.facts, frame, y);
    case 'table':
      return drawTable(paper, parent, block, frame, y);
    case 'boxes':
      return drawBoxes(paper, parent, block, frame, y);
    case 'barcode':
      return drawBarcode(paper, parent, block, frame, y);
    case 'qr':
      return drawQr(paper, parent, block, frame, y);
    case 'mark':
      return drawMark(paper, parent, block.name, frame, y);
    case 'rule':
      paper.rule(frame.x, y + 6, frame.width);
      return y + 12;
    case 'space':
      return y + block.height;
  }
}

/** Sets blocks one below the other; where they end is returned. */
export function setBlocks(paper: Paper, parent: Element, blocks: readonly Block[], frame: Frame, y: number): number {
  return blocks.reduce((top, block) => setBlock(paper, parent, block, frame, top), y);
}

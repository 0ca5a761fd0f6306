import PDFDocument from 'pdfkit';
import type { PrintDocument, Tone } from './blocks.ts';
import { allFaces, type Choose, chooser, type Family, faceFile, type Run, runsOf, type Weight } from './faces.ts';
import { wrap } from './lines.ts';

export const colours = { ink: '#201a14', muted: '#6a5f52', line: '#d9cdbb', edge: '#938573', seal: '#b02a1e' } as const;

/** How a text looks: its face, its size in points, and the distance of its lines. */
export interface Style {
  readonly family: Family;
  readonly weight: Weight;
  readonly size: number;
  readonly leading: number;
  readonly colour: string;
}

const body = { family: 'sans', weight: 400, colour: colours.ink } as const;

export const styles = {
  plain: { ...body, size: 9, leading: 13.5 },
  strong: { ...body, weight: 600, size: 9, leading: 13.5 },
  muted: { ...body, size: 9, leading: 13.5, colour: colours.muted },
  small: { ...body, size: 7.5, leading: 11, colour: colours.muted },
  dense: { ...body, size: 7.5, leading: 11 },
} as const satisfies Record<Tone, Style>;

export const headings = {
  1: { family: 'serif', weight: 500, size: 20, leading: 27, colour: colours.ink },
  2: { family: 'serif', weight: 500, size: 12.5, leading: 18, colour: colours.ink },
  3: { family: 'sans', weight: 600, size: 9, leading: 13.5, colour: colours.ink },
} as const satisfies Record<1 | 2 | 3, Style>;

/** An element of the document's structure, which says what is what to those who do not see the page. */
export type Element = PDFKit.PDFStructureElement;

const margins = {
  A4: { x: 54, top: 50, bottom: 60 },
  A5: { x: 24, top: 20, bottom: 30 },
  A6: { x: 16, top: 14, bottom: 24 },
} as const;

/** Pages being filled: measures, breaks and draws text, and begins pages. */
export class Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly document: PrintDocument;
  readonly margin: { readonly x: number; readonly top: number; readonly bottom: number };
  readonly #choose: Choose;
  readonly #runs = new Map<string, Run[]>();
  readonly #widths = new Map<string, number>();

  private constructor(document: PrintDocument, choose: Choose, doc: PDFKit.PDFDocument) {
    this.document = document;
    this.margin = margins[document.size ?? 'A4'];
    this.#choose = choose;
    this.doc = doc;
  }

  /** An empty first page, with the faces at hand that the document's letters need. */
  static async open(document: PrintDocument): Promise<Paper> {
    const faces = await allFaces();
    const choose = chooser(faces);
    const needed = new Set<string>();
    const letters = new Set(`${JSON.stringify(document.blocks)}${document.foot ?? ''}0123456789/`.normalize('NFC'));
    for (const letter of letters)
      for (const [family, weight] of [
        ['sans', 400],
        ['sans', 600],
        ['serif', 500],
      ] as const) {
        for (const chinese of [true, false]) {
          const face = choose(letter, family, weight, chinese);
          if (face) needed.add(face.name);
        }
      }
    const { title, author, createdAt, size = 'A4', landscape } = document;
    const doc = new PDFDocument({
      size,
      layout: landscape ? 'landscape' : 'portrait',
      margin: 0,
      bufferPages: true,
      pdfVersion: '1.7',
      subset: 'PDF/A-3a',
      tagged: true,
      lang: document.language,
      displayTitle: true,
      info: { Title: title, Author: author, Creator: 'Ambersilk', CreationDate: createdAt, ModDate: createdAt },
      // None of PDF's own faces, which are not embedded.
      font: '',
    });
    for (const name of needed) doc.registerFont(name, await faceFile(name));
    return new Paper(document, choose, doc);
  }

  get left(): number {
    return this.margin.x;
  }

  get width(): number {
    return this.doc.page.width - 2 * this.margin.x;
  }

  get bottom(): number {
    return this.doc.page.height - this.margin.bottom;
  }

  addPage(): number {
    this.doc.addPage();
    return this.margin.top;
  }

  #runsOf(text: string, style: Style): Run[] {
    const key = `${style.family}${style.weight}${text}`;
    const known = this.#runs.get(key);
    if (known) return known;
    const runs = runsOf(text, style.family, style.weight, this.#choose);
    this.#runs.set(key, runs);
    return runs;
  }

  measure(text: string, style: Style): number {
    const key = `${style.family}${style.weight}${style.size} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    let width = 0;
    for (const run of this.#runsOf(text, style))
      width += this.doc.font(run.face.name).fontSize(style.size).widthOfString(run.text);
    this.#widths.set(key, width);
    return width;
  }

  wrap(text: string, width: number, style: Style): string[] {
    return wrap(text, width, (piece) => this.measure(piece, style));
  }

  /** Draws one line; `top` is where its space begins. */
  line(text: string, x: number, top: number, style: Style): void {
    // The baseline stands where the middle of capitals is the middle of the line.
    const baseline = top + style.leading / 2 + style.size * 0.355;
    this.doc.fillColor(style.colour);
    for (const run of this.#runsOf(text, style)) {
      this.doc
        .font(run.face.name)
        .fontSize(style.size)
        .text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
      x += this.doc.widthOfString(run.text);
    }
  }

  /** Draws what is there for the eye alone. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  rule(x: number, y: number, width: number, colour: string = colours.line, thickness = 0.6): void {
    this.artifact(() =>
      this.doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(thickness)
        .strokeColor(colour)
        .stroke(),
    );
  }

  /** A new element of the structure below `parent`; `language` where it is another than the document's. */
  element(
    parent: Element,
    type: string,
    options: { language?: string | undefined; alt?: string; scope?: string } = {},
  ) {
    const { language, alt, scope } = options;
    const element = this.doc.struct(type, {
      ...(language && language !== this.document.language ? { lang: language } : {}),
      ...(alt ? { alt } : {}),
      ...(scope ? { scope } : {}),
    });
    parent.add(element);
    return element;
  }
}

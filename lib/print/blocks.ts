/** What stands on paper. A document is a list of blocks; where pages end is the printer's business. */

/** Words in the document's language, and the same in a second one, printed smaller below. */
export interface Words {
  readonly text: string;
  readonly also?: { readonly text: string; readonly language: string };
}

export type Tone = 'plain' | 'muted' | 'strong' | 'small' | 'dense';

export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
  /** A second paragraph of the cell, small and muted. */
  readonly note?: string;
  readonly language?: string;
  /** A first paragraph of the cell, strong. */
  readonly lead?: string;
}

export interface Column {
  readonly head: Words;
  /** Share of the table's width. */
  readonly share: number;
  readonly align?: 'left' | 'right';
}

export interface BoxCell {
  readonly label: Words;
  readonly share: number;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly words: Words; readonly language?: string }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly tone?: Tone;
      readonly align?: 'left' | 'right';
      /** Where it is not the document's own. */
      readonly language?: string;
    }
  /** Blocks side by side; they are kept on one page. */
  | { readonly kind: 'columns'; readonly shares: readonly number[]; readonly columns: readonly (readonly Block[])[] }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly name: Words; readonly value: string }[] }
  /** Rows that break over pages, with their head repeated; the last rows may be totals, set off by a line. */
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      /** Rows go on on the next page instead of beginning there. */
      readonly flows?: boolean;
      readonly totals?: readonly (readonly Cell[])[];
    }
  /** A form of labelled boxes, as customs has them. */
  | { readonly kind: 'boxes'; readonly rows: readonly (readonly BoxCell[])[] }
  | { readonly kind: 'barcode'; readonly text: string; readonly height: number }
  | { readonly kind: 'qr'; readonly text: string; readonly size: number }
  | { readonly kind: 'mark'; readonly name: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'space'; readonly height: number };

export interface Attachment {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly description: string;
}

export interface PrintDocument {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly size?: 'A4' | 'A5' | 'A6';
  readonly landscape?: boolean;
  readonly blocks: readonly Block[];
  /** Small print at the foot of every page, beside the page's number. */
  readonly foot?: string;
  readonly attachments?: readonly Attachment[];
  /** Leaves a place for a seal (PAdES), which @signpdf fills in afterwards. */
  readonly seal?: { readonly name: string; readonly reason: string };
}

export interface SheetColumn {
  readonly key: string;
  readonly title: string;
  readonly kind: 'text' | 'number' | 'choice';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

export type Cells = Readonly<Record<string, string>>;

export interface SheetState {
  readonly cells: Cells;
  /** What the cells were when the table was made of them. */
  readonly base: Cells;
  /** What somebody else has saved in cells that were changed here as well. */
  readonly theirs: Cells;
  readonly past: readonly Cells[];
  /** The cell being typed into: its letters are undone together. */
  readonly typing: string | null;
}

/** How far back an undo goes. */
const mostSteps = 100;

export type SheetAction =
  | { readonly do: 'type'; readonly cell: string; readonly value: string }
  | { readonly do: 'set'; readonly cells: Cells }
  | { readonly do: 'leave' }
  | { readonly do: 'undo' }
  | { readonly do: 'take'; readonly cell: string }
  | { readonly do: 'rebase'; readonly base: Cells; readonly onto: Cells };

export function cellOf(column: string, row: string): string {
  return `${column}:${row}`;
}

export function beginSheet(base: Cells): SheetState {
  return { cells: base, base, theirs: {}, past: [], typing: null };
}

/**
 * Three versions become one: what was changed here stays, what was not becomes what is there now. Where both changed, the other's is
 * kept beside it.
 */
export function mergeCells(base: Cells, mine: Cells, now: Cells): { cells: Cells; theirs: Cells } {
  const cells: Record<string, string> = {};
  const theirs: Record<string, string> = {};
  for (const [name, value] of Object.entries(now)) {
    const own = mine[name] ?? value;
    const changedHere = own !== (base[name] ?? value);
    cells[name] = changedHere ? own : value;
    if (changedHere && value !== (base[name] ?? value) && own !== value) theirs[name] = value;
  }
  return { cells, theirs };
}

function changed(state: SheetState, cells: Cells, typing: string | null): SheetState {
  const theirs = Object.fromEntries(Object.entries(state.theirs).filter(([name, value]) => cells[name] !== value));
  const past = typing !== null && typing === state.typing ? state.past : [...state.past, state.cells].slice(-mostSteps);
  return { ...state, cells, theirs, past, typing };
}

export function sheetReducer(state: SheetState, action: SheetAction): SheetState {
  switch (action.do) {
    case 'type':
      return changed(state, { ...state.cells, [action.cell]: action.value }, action.cell);
    case 'set':
      return changed(state, { ...state.cells, ...action.cells }, null);
    case 'take':
      return changed(state, { ...state.cells, [action.cell]: state.theirs[action.cell] ?? '' }, null);
    case 'leave':
      return { ...state, typing: null };
    case 'undo': {
      const before = state.past.at(-1);
      return before ? { ...state, cells: before, past: state.past.slice(0, -1), typing: null } : state;
    }
    case 'rebase':
      return { ...beginSheet(action.onto), ...mergeCells(action.base, state.cells, action.onto) };
  }
}

/** A pasted value as the column takes it: an amount without its currency sign, a choice by its label. */
function asColumn(column: SheetColumn, value: string): string | null {
  const text = value.trim();
  if (column.kind === 'number') return text.replace(/[^\d.,\s'’-]/gu, '').trim() || text;
  if (column.kind === 'text') return text;
  const found = column.options?.find((option) => option.value === text || option.label === text);
  return found ? found.value : null;
}

/** The cells that a block pasted at a row and column fills. What sticks out of the table is left away. */
export function pastedCells(
  block: readonly (readonly string[])[],
  columns: readonly SheetColumn[],
  rows: readonly string[],
  at: { readonly row: number; readonly column: number },
): Cells {
  const cells: Record<string, string> = {};
  for (const [down, line] of block.entries()) {
    for (const [along, value] of line.entries()) {
      const column = columns[at.column + along];
      const row = rows[at.row + down];
      const taken = column && row !== undefined ? asColumn(column, value) : null;
      if (column && row !== undefined && taken !== null) cells[cellOf(column.key, row)] = taken;
    }
  }
  return cells;
}

/** The cells of a column from a row on with one value, for filling down (from the row) and setting for all (from the first). */
export function filledCells(column: string, rows: readonly string[], from: number, value: string): Cells {
  return Object.fromEntries(rows.slice(from).map((row) => [cellOf(column, row), value]));
}

'use client';

import { useEffect, useReducer, useRef, useState } from 'react';
import { useFormStatus } from 'react-dom';
import { buttonStyle } from '../button-style.ts';
import { classNames } from '../class-names.ts';
import { useFormState } from '../form.tsx';
import { SheetCell } from './cell.tsx';
import { keyMove, type Place } from './keys.ts';
import {
  beginSheet,
  type Cells,
  cellOf,
  filledCells,
  mergeCells,
  pastedCells,
  type SheetColumn,
  type SheetState,
  sheetReducer,
} from './state.ts';
import { isBlock, parseBlock } from './tsv.ts';

export interface SheetRow {
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  /** Said beneath the title. */
  readonly note?: string | undefined;
}

export interface SheetWords {
  readonly caption: string;
  readonly row: string;
  readonly fillDown: string;
  readonly setForAll: string;
  readonly undo: string;
  readonly keys: string;
  /** With {value} in it. */
  readonly theirs: string;
  readonly take: string;
}

interface Props {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** The cells as they are stored now, called `<column>:<row>`. */
  readonly cells: Cells;
  /** Moves on whenever anything was stored. */
  readonly version: number;
  readonly words: SheetWords;
}

/** The table as a form without script shows it after an error: what was typed, with what was stored meanwhile beside it. */
function begin(cells: Cells, typed: Readonly<Record<string, string | string[]>> | undefined): SheetState {
  if (!typed) return beginSheet(cells);
  const mine = Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  try {
    const base: unknown = JSON.parse(mine['base'] ?? '{}');
    const before =
      base instanceof Object
        ? Object.fromEntries(Object.entries(base).map(([name, value]) => [name, String(value)]))
        : {};
    return { ...beginSheet(cells), ...mergeCells(before, mine, cells) };
  } catch {
    return { ...beginSheet(cells), cells: { ...cells, ...mine } };
  }
}

/**
 * A table to be edited like a spreadsheet, inside a Form: arrows and Enter move, a block from a spreadsheet is pasted over cells, and
 * everything can be undone until it is saved. Without JavaScript it is a table of fields.
 */
export function Sheet({ columns, rows, cells: stored, version, words }: Props) {
  const form = useFormState();
  const [state, dispatch] = useReducer(sheetReducer, null, () => begin(stored, form.values));
  const [at, moveTo] = useState<Place | null>(null);
  const table = useRef<HTMLTableElement>(null);
  useRebase(`${version} ${JSON.stringify(stored)}`, state.cells, state.base, (base) =>
    dispatch({ do: 'rebase', base, onto: stored }),
  );
  const ids = rows.map((row) => row.id);
  const column = at ? columns[at.column] : undefined;
  const row = at ? rows[at.row] : undefined;
  const value = column && row ? (state.cells[cellOf(column.key, row.id)] ?? '') : '';

  function focus({ row: down, column: along }: Place): void {
    const field = table.current?.querySelector<HTMLElement>(`[data-cell="${down}:${along}"]`);
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  }

  function onKeyDown(event: React.KeyboardEvent<HTMLTableElement>): void {
    if (!at) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      dispatch({ do: 'undo' });
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
      event.preventDefault();
      if (column) dispatch({ do: 'set', cells: filledCells(column.key, ids, at.row, value) });
      return;
    }
    const next = keyMove(event.nativeEvent, at, rows.length, columns.length);
    if (!next) return;
    event.preventDefault();
    focus(next);
  }

  function onPaste(event: React.ClipboardEvent<HTMLTableElement>): void {
    const text = event.clipboardData.getData('text/plain');
    if (!at || !isBlock(text)) return;
    event.preventDefault();
    dispatch({ do: 'set', cells: pastedCells(parseBlock(text), columns, ids, at) });
  }

  const dirty = Object.entries(state.cells).some(([name, each]) => each !== state.base[name]);
  useLeaveGuard(dirty);
  return (
    <>
      <input type="hidden" name="base" value={JSON.stringify(state.base)} />
      <div className="mb-3 flex flex-wrap items-center gap-x-2 gap-y-2 noscript:hidden">
        <button
          type="button"
          className={buttonStyle('quiet', 'px-4! text-small')}
          disabled={!column}
          onClick={() => at && column && dispatch({ do: 'set', cells: filledCells(column.key, ids, at.row, value) })}
        >
          {words.fillDown}
        </button>
        <button
          type="button"
          className={buttonStyle('quiet', 'px-4! text-small')}
          disabled={!column}
          onClick={() => column && dispatch({ do: 'set', cells: filledCells(column.key, ids, 0, value) })}
        >
          {words.setForAll}
        </button>
        <button
          type="button"
          className={buttonStyle('quiet', 'px-4! text-small')}
          disabled={state.past.length === 0}
          onClick={() => dispatch({ do: 'undo' })}
        >
          {words.undo}
        </button>
        <p className="basis-full text-muted text-small xl:basis-auto">{words.keys}</p>
      </div>
      <div className="overflow-x-auto rounded-md border border-line bg-card">
        <table ref={table} onKeyDown={onKeyDown} onPaste={onPaste} className="w-full border-collapse text-small">
          <caption className="sr-only">{words.caption}</caption>
          <thead>
            <tr className="bg-silk text-left text-muted">
              <th scope="col" className="sticky left-0 z-1 min-w-28 bg-silk px-3 py-2.5 font-medium">
                {words.row}
              </th>
              {columns.map((each) => (
                <th
                  key={each.key}
                  scope="col"
                  className={classNames(
                    'border-line border-l px-3 py-2.5 font-medium',
                    each.kind === 'number' && 'text-right',
                  )}
                >
                  {each.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((each, down) => (
              <tr key={each.id} className="border-line border-t">
                <th
                  scope="row"
                  className="sticky left-0 z-1 bg-card px-3 py-1.5 text-left font-medium"
                  lang={each.lang}
                >
                  {each.title}
                  {each.note && (
                    <span className="block font-normal text-muted" lang="">
                      {each.note}
                    </span>
                  )}
                </th>
                {columns.map((one, along) => {
                  const name = cellOf(one.key, each.id);
                  return (
                    <SheetCell
                      key={one.key}
                      column={one}
                      name={name}
                      label={`${each.title}: ${one.title}`}
                      place={`${down}:${along}`}
                      value={state.cells[name] ?? ''}
                      changed={state.cells[name] !== state.base[name]}
                      error={form.fields?.[name]}
                      theirs={state.theirs[name]}
                      words={words}
                      onFocus={() => moveTo({ row: down, column: along })}
                      onBlur={() => dispatch({ do: 'leave' })}
                      onChange={(typed) => dispatch({ do: 'type', cell: name, value: typed })}
                      onTake={() => dispatch({ do: 'take', cell: name })}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** When something was stored: after a save of ours what we sent is the ground; after somebody else's it is what we began with. */
function useRebase(stamp: string, cells: Cells, base: Cells, rebase: (base: Cells) => void): void {
  const form = useFormState();
  const { pending } = useFormStatus();
  const sent = useRef(cells);
  const known = useRef(stamp);
  useEffect(() => {
    if (pending) sent.current = cells;
  }, [pending, cells]);
  useEffect(() => {
    if (known.current === stamp) return;
    known.current = stamp;
    rebase(form.status === 'done' ? sent.current : base);
  });
}

/** Asks before a page with unsaved cells is left. */
function useLeaveGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
}

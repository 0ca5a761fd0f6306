'use client';

import { classNames } from '../class-names.ts';
import type { SheetWords } from './sheet.tsx';
import type { SheetColumn } from './state.ts';

interface Props {
  readonly column: SheetColumn;
  readonly name: string;
  readonly label: string;
  /** Row and column, to be found by the arrows. */
  readonly place: string;
  readonly value: string;
  readonly changed: boolean;
  readonly error: string | undefined;
  readonly theirs: string | undefined;
  readonly words: SheetWords;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly onChange: (value: string) => void;
  readonly onTake: () => void;
}

/** One cell: its field, what is wrong with it, and what somebody else saved in it meanwhile. */
export function SheetCell({ column, name, value, error, theirs, words, ...props }: Props) {
  const described = classNames(error ? `${name}-error` : '', theirs === undefined ? '' : `${name}-theirs`);
  const field = {
    name,
    value,
    'aria-label': props.label,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described || undefined,
    'data-cell': props.place,
    onFocus: props.onFocus,
    onBlur: props.onBlur,
  };
  const look = classNames(
    'block min-h-11 w-full bg-transparent px-3 py-2 text-ink outline-offset-[-2px] aria-invalid:text-cinnabar',
    column.kind === 'number' ? 'num min-w-24 text-right' : 'min-w-32',
    props.changed && 'bg-amber/10',
  );
  const shown = column.options?.find((option) => option.value === theirs)?.label ?? theirs;
  return (
    <td className={classNames('border-line border-l align-top', error && 'bg-cinnabar/5')}>
      {column.kind === 'choice' ? (
        <select {...field} className={look} onChange={(event) => props.onChange(event.target.value)}>
          {column.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...field}
          type="text"
          inputMode={column.kind === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          spellCheck={false}
          className={look}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
      {error && (
        <p id={`${name}-error`} className="px-3 pb-2 text-cinnabar">
          {error}
        </p>
      )}
      {theirs !== undefined && (
        <p id={`${name}-theirs`} className="px-3 pb-2 text-amber">
          {words.theirs.replace('{value}', shown || '—')}{' '}
          <button type="button" className="link noscript:hidden" onClick={props.onTake}>
            {words.take}
          </button>
        </p>
      )}
    </td>
  );
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  readonly target: EventTarget | null;
}

/** Whether the caret stands at an edge of the field, or all of it is selected: then left and right leave it. */
function atEdge(target: EventTarget | null, edge: 'start' | 'end'): boolean {
  if (!(target instanceof HTMLInputElement)) return true;
  const { selectionStart: start, selectionEnd: end, value } = target;
  const all = start === 0 && end === value.length;
  return all || (start === end && (edge === 'start' ? start === 0 : end === value.length));
}

/** Where a key leads from a cell; null: the field keeps the key. Tab is left to the browser. */
export function keyMove(key: Key, { row, column }: Place, rows: number, columns: number): Place | null {
  if (key.isComposing || key.ctrlKey || key.metaKey || key.altKey) return null;
  const choice = typeof HTMLSelectElement !== 'undefined' && key.target instanceof HTMLSelectElement;
  const inside = (place: Place) =>
    place.row >= 0 && place.row < rows && place.column >= 0 && place.column < columns ? place : null;
  switch (key.key) {
    case 'Enter':
      // The last row keeps Enter as well, so that it never sends the form by surprise.
      return inside({ row: row + (key.shiftKey ? -1 : 1), column }) ?? { row, column };
    case 'ArrowDown':
      return choice ? null : inside({ row: row + 1, column });
    case 'ArrowUp':
      return choice ? null : inside({ row: row - 1, column });
    case 'ArrowLeft':
      return !key.shiftKey && atEdge(key.target, 'start') ? inside({ row, column: column - 1 }) : null;
    case 'ArrowRight':
      return !key.shiftKey && atEdge(key.target, 'end') ? inside({ row, column: column + 1 }) : null;
    default:
      return null;
  }
}

import { type Cell, type CellState, cellStates } from '#lib/rights/index.ts';

/** How a country is coloured: the state of one use, or of all of them together. */
export type MapState = CellState | 'some';

/** The state of a country over the uses looked at: `some` where a part of them is open. */
export function mapState(cells: readonly Cell[]): MapState {
  const states = [...new Set(cells.map(({ state }) => state))];
  const [first] = states;
  if (first !== undefined && states.length === 1) return first;
  const offered = states.filter((state) => state !== 'not_controlled');
  if (offered.some((state) => state === 'free' || state === 'free_non_exclusive')) return 'some';
  // Nothing is open: the least that is in the way says it.
  return cellStates.find((state) => offered.some((each) => each === state)) ?? 'not_controlled';
}

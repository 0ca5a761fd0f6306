import type { Choices } from './choices.ts';
import type { Facts } from './facts.ts';
import { type Slot, slots } from './library.ts';

export interface Chosen {
  readonly slot: string;
  /** The clause of the library; null for the parties' own. */
  readonly id: string | null;
}

function clauseOf({ clauses }: Slot, facts: Facts): string | null {
  return clauses.find(({ when }) => Object.entries(when).every(([fact, value]) => facts[fact] === value))?.id ?? null;
}

/** Optional slots that these facts would fill, whether or not the parties left them out. */
export function optionalSlots(facts: Facts): { slot: string; id: string }[] {
  return slots.flatMap((slot) => {
    const id = clauseOf(slot, facts);
    return slot.optional && id !== null ? [{ slot: slot.slot, id }] : [];
  });
}

/** The clauses of a contract in their order: by the facts, without what the parties left out, moved as they moved it. */
export function chooseClauses(facts: Facts, choices: Choices): Chosen[] {
  const left = new Set(choices.without);
  const chosen: Chosen[] = slots.flatMap((slot) => {
    const id = clauseOf(slot, facts);
    return id === null || (slot.optional && left.has(slot.slot)) ? [] : [{ slot: slot.slot, id }];
  });
  const fixed = new Set(slots.filter((slot) => slot.fixed).map((slot) => slot.slot));
  const isFixed = ({ slot }: Chosen) => fixed.has(slot);
  const head = chosen.slice(
    0,
    chosen.findIndex((each) => !isFixed(each)),
  );
  const tail = chosen.slice(head.length).filter(isFixed);
  const free = chosen.filter((each) => !isFixed(each));
  if (Object.keys(choices.special).length > 0) free.push({ slot: 'special', id: null });
  return [...head, ...inOrder(free, choices.order), ...tail];
}

/** In the wanted order; what it does not name stays behind the one that it followed. */
function inOrder(free: readonly Chosen[], order: readonly string[]): Chosen[] {
  const wanted = order.filter((slot) => free.some((each) => each.slot === slot));
  const result = wanted.flatMap((slot) => free.filter((each) => each.slot === slot));
  for (const [at, each] of free.entries()) {
    if (wanted.includes(each.slot)) continue;
    const before = free[at - 1];
    const place = before ? result.findIndex(({ slot }) => slot === before.slot) + 1 : 0;
    result.splice(place, 0, each);
  }
  return result;
}

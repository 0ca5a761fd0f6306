import { isIn } from '#lib/catalogue/index.ts';
import { day, hour } from '#lib/core/clock.ts';
import { inUnion } from './tax.ts';

/** A rental begins within thirty days of its purchase and lasts forty-eight hours from then. */
export const rentalRules = { beginWithin: 30 * day, lasts: 48 * hour } as const;

export interface Pass {
  readonly mode: 'rent' | 'buy';
  readonly paidAt: Date;
  readonly firstPlayedAt: Date | null;
}

export type PassState =
  | { readonly is: 'owned' }
  /** Not begun yet: it must begin before `until`. */
  | { readonly is: 'waiting'; readonly until: Date }
  | { readonly is: 'running'; readonly until: Date }
  | { readonly is: 'over'; readonly since: Date };

/** Where a right to watch stands at a moment. */
export function passState({ mode, paidAt, firstPlayedAt }: Pass, at: Date): PassState {
  if (mode === 'buy') return { is: 'owned' };
  const until = firstPlayedAt
    ? new Date(firstPlayedAt.getTime() + rentalRules.lasts)
    : new Date(paidAt.getTime() + rentalRules.beginWithin);
  if (at >= until) return { is: 'over', since: until };
  return { is: firstPlayedAt ? 'running' : 'waiting', until };
}

/**
 * Whether somebody who bought at home may watch where they say they are: in the film's countries, and inside the European Union
 * wherever they travel, when it may be seen at home (Regulation (EU) 2017/1128).
 */
export function mayWatchIn(territories: readonly string[], home: string, here: string): boolean {
  if (isIn(territories, here)) return true;
  return inUnion(home) && inUnion(here) && isIn(territories, home);
}

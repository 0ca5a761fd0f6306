import { atLeastAsExclusive, counts, type Exclusivity, type Grant, isLicensed } from './grant.ts';
import { contains, overlaps, type Scope, subtract } from './scope.ts';

/**
 * `none`: no common point, or one of them no longer counts. For one licensee's own grants `redundant` (nothing is new) or
 * `extension`; for all others what the table says.
 */
export type Verdict = 'none' | 'allowed' | 'conflict' | 'redundant' | 'extension';

/**
 * The table, held by asked. It is symmetric. A holder's own use collides with an exclusive grant alone; a holdback collides with all
 * that is use, and two promises of the same do not collide.
 */
export const table: Readonly<Record<Exclusivity, Readonly<Record<Exclusivity, 'allowed' | 'conflict'>>>> = {
  exclusive: row('conflict', 'conflict', 'conflict', 'conflict', 'conflict'),
  sole: row('conflict', 'conflict', 'conflict', 'allowed', 'conflict'),
  non_exclusive: row('conflict', 'conflict', 'allowed', 'allowed', 'conflict'),
  own_use: row('conflict', 'allowed', 'allowed', 'allowed', 'conflict'),
  holdback: row('conflict', 'conflict', 'conflict', 'conflict', 'allowed'),
};

type Answer = 'allowed' | 'conflict';

function row(exclusive: Answer, sole: Answer, nonExclusive: Answer, ownUse: Answer, holdback: Answer) {
  return { exclusive, sole, non_exclusive: nonExclusive, own_use: ownUse, holdback };
}

/** What a held grant means for an asked one in the same work and under the same control (see `Grant`). */
export function conflict(held: Grant, asked: Grant): Verdict {
  if (!counts(held) || !counts(asked) || !overlaps(held.scope, asked.scope)) return 'none';
  if (!sameLicensee(held, asked)) return table[held.exclusivity][asked.exclusivity];
  return contains(held.scope, asked.scope) && covers(held, asked) ? 'redundant' : 'extension';
}

/** What an extension adds to the licensee's own grant: all of it where it is more exclusive, else the points not yet held. */
export function addition(held: Grant, asked: Grant): Scope[] {
  return covers(held, asked) ? subtract(asked.scope, held.scope) : [asked.scope];
}

/** Own use and holdback are the holder's and have no licensee to compare. */
function sameLicensee(held: Grant, asked: Grant): boolean {
  return isLicensed(held.exclusivity) && isLicensed(asked.exclusivity) && held.licensee === asked.licensee;
}

function covers({ exclusivity: held }: Grant, { exclusivity: asked }: Grant): boolean {
  return isLicensed(held) && isLicensed(asked) && atLeastAsExclusive(held, asked);
}

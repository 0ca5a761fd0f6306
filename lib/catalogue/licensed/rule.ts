import type { ListingKind } from '#lib/db/generated/client.ts';

/** How far goods made under a licence may be sold, as the view `licence_reach` says it. Codes are those of the rights room. */
export interface LicenceReach {
  readonly licenceId: string;
  readonly number: string;
  readonly status: 'signed' | 'active' | 'suspended' | 'terminated' | 'expired';
  readonly rights: readonly string[];
  readonly territories: readonly string[];
  readonly startsOn: string;
  /** The first day on which it no longer holds; null: it has no end. */
  readonly endsOn: string | null;
  /** The first day on which nothing may be sold off any more. */
  readonly sellsUntil: string | null;
}

/** Why something licensed may not be sold: never, not yet, not now, no more, or not there. */
export type LicenceBar = 'licence_not_begun' | 'licence_suspended' | 'licence_over' | 'outside_licence';

/** What of a licence keeps its product from being sold to a country on a day; `country` is null where nobody has said it yet. */
export function licenceBar(reach: LicenceReach, country: string | null, day: string): LicenceBar | null {
  const whenever = barAnywhere(reach, day);
  if (whenever) return whenever;
  return country !== null && !reach.territories.includes(country) ? 'outside_licence' : null;
}

function barAnywhere({ status, startsOn, sellsUntil }: LicenceReach, day: string): LicenceBar | null {
  if (status === 'suspended') return 'licence_suspended';
  if (status === 'terminated') return 'licence_over';
  if (sellsUntil !== null && day >= sellsUntil) return 'licence_over';
  return status === 'signed' || day < startsOn ? 'licence_not_begun' : null;
}

/** Whether the licence itself has ended and only what was made is sold off. */
export function sellsOff(reach: LicenceReach, day: string): boolean {
  const ended = reach.status === 'expired' || (reach.endsOn !== null && day >= reach.endsOn);
  return ended && licenceBar(reach, null, day) === null;
}

/** Uses that a kind of listing can be, by the codes of the rights room; merchandise and print are things. */
const usesOfKind: Readonly<Record<ListingKind, readonly string[]>> = {
  physical: [
    'apparel',
    'textiles',
    'accessories',
    'stationery',
    'toys',
    'home',
    'food',
    'print',
    'comic',
    'game',
    'mechanical',
  ],
  download: [
    'ebook',
    'audiobook',
    'comic',
    'game',
    'software',
    'interactive',
    'mechanical',
    'print',
    'home',
    'stationery',
  ],
  stream: ['svod', 'avod', 'tvod', 'film', 'series', 'broadcast'],
  service: ['apparel', 'textiles', 'home', 'sync', 'software', 'interactive', 'performance', 'stage'],
  ticket: ['stage', 'exhibition', 'performance', 'cinema'],
  licence: [],
};

/** Uses of a licence under which a listing of this kind may be sold. */
export function usesFor(kind: ListingKind, { rights }: Pick<LicenceReach, 'rights'>): string[] {
  return rights.filter((right) => usesOfKind[kind].includes(right));
}

/** What a listing needs of its licence before it is put on sale, beside the days: some country that it is sent to. */
export interface Licensed {
  readonly reach: LicenceReach;
  /** The use it is sold as; null where nobody has said it. */
  readonly use: string | null;
  /** Countries it is sent to; null: everywhere. */
  readonly sentTo: readonly string[] | null;
}

export type LicenceRefusal =
  | Exclude<LicenceBar, 'outside_licence'>
  | 'licence_selling_off'
  | 'licence_use'
  | 'licence_nowhere';

/** Why a licensed listing cannot be put on sale now; what sells off is not begun anew. */
export function licenceRefusal({ reach, use, sentTo }: Licensed, day: string): LicenceRefusal | null {
  const bar = barAnywhere(reach, day);
  // Before the first day a listing may be made ready, and is sold from that day on.
  if (bar !== null && !(bar === 'licence_not_begun' && reach.status === 'active')) {
    return bar === 'outside_licence' ? 'licence_nowhere' : bar;
  }
  if (sellsOff(reach, day)) return 'licence_selling_off';
  if (use === null || !reach.rights.includes(use)) return 'licence_use';
  return placesSold(reach, sentTo).length === 0 ? 'licence_nowhere' : null;
}

/** Countries both of the licence and of delivery. */
export function placesSold(
  { territories }: Pick<LicenceReach, 'territories'>,
  sentTo: readonly string[] | null,
): string[] {
  return territories.filter((country) => sentTo === null || sentTo.includes(country));
}

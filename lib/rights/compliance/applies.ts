import type { GrantedLeaves } from '../granted.ts';
import { hierarchies } from '../hierarchies.ts';
import type { Term } from '../term.ts';
import type { CodedItem, ComplianceContent } from './item.ts';

/** What of a licence decides which items concern it. */
export interface LicenceFacts {
  readonly kinds: readonly string[];
  readonly holderCountry: string;
  readonly scope: GrantedLeaves & { readonly term: Term };
  /** The largest share made by a machine that its works declare, in percent. */
  readonly aiShare: number;
  /** How old its oldest work is, in years. */
  readonly age: number;
  /** Its largest single payment, in whole US dollars. */
  readonly payment: number;
}

const china: readonly string[] = hierarchies.territories.leavesOf('greater_china');

/** The ways a licence goes: from China to elsewhere, from elsewhere to China, either, or neither. */
export function directionsOf({ holderCountry, scope }: Pick<LicenceFacts, 'holderCountry' | 'scope'>): string[] {
  const fromChina = china.includes(holderCountry);
  const intoChina = scope.territories.some((leaf) => china.includes(leaf));
  const elsewhere = scope.territories.some((leaf) => !china.includes(leaf));
  if (fromChina) return elsewhere ? ['cn_to_cee', 'both'] : [];
  return intoChina ? ['cee_to_cn', 'both'] : [];
}

/** Whether an item concerns a licence. */
export function applies(item: ComplianceContent, facts: LicenceFacts): boolean {
  const { scope } = facts;
  const places = item.places.flatMap((place) => hierarchies.territories.leavesOf(place));
  return (
    directionsOf(facts).includes(item.direction) &&
    (item.kinds.length === 0 || facts.kinds.some((kind) => item.kinds.includes(kind))) &&
    (item.rights.length === 0 || scope.rights.some((right) => item.rights.includes(right))) &&
    (places.length === 0 || scope.territories.some((leaf) => places.includes(leaf))) &&
    (!item.ai || facts.aiShare > 0) &&
    (item.minAge === undefined || facts.age >= item.minAge) &&
    (item.aboveUsd === undefined || facts.payment > item.aboveUsd) &&
    (item.runsPast === undefined || scope.term.end === null || scope.term.end > item.runsPast)
  );
}

/** The items that concern a licence: what blocks first, then by who does it and by code. */
export function checklistFor<Item extends CodedItem>(items: readonly Item[], facts: LicenceFacts): Item[] {
  return items
    .filter((item) => applies(item, facts))
    .sort(
      (a, b) =>
        Number(b.blocks) - Number(a.blocks) ||
        (a.who < b.who ? -1 : a.who > b.who ? 1 : 0) ||
        (a.code < b.code ? -1 : 1),
    );
}

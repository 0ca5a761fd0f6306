import type { Terms } from '#lib/rights/index.ts';
import type { RoyaltyTerms } from '#lib/royalties/index.ts';
import type { InLanguages } from './languages.ts';

export interface Party {
  readonly legalName: string;
  readonly legalNameLatin: string;
  readonly registrationNumber: string;
  readonly country: string;
}

export interface ContractWork {
  readonly id: string;
  readonly title: InLanguages;
  readonly kind: string;
  readonly year: number;
  readonly creators: readonly string[];
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  /** In whole per cent. */
  readonly aiShare: number;
}

/** Everything that a contract is drawn from, beside the parties' choices. */
export interface ContractSubject {
  readonly number: string;
  readonly holder: Party;
  readonly licensee: Party;
  /** Owners who sign beside the holder. */
  readonly owners: readonly Party[];
  /** Of a sublicence: whether it ends with the licence out of which it is given, or is assigned to the holder above. */
  readonly above: 'none' | 'ends' | 'assigns';
  readonly works: readonly ContractWork[];
  readonly terms: Terms;
  readonly money: RoyaltyTerms;
}

/** What the parts of a scope are called in one language. */
export interface Names {
  right(code: string): string;
  territory(code: string): string;
  language(code: string): string;
  kind(code: string): string;
  identifier(scheme: string): string;
}

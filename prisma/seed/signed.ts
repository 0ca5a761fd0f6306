import { type Terms, termsHash } from '#lib/rights/index.ts';
import { enterpriseId } from './enterprises.ts';
import { userId } from './people.ts';
import type { Rows } from './rows.ts';

/** Terms that both sides have accepted, each by its owner's hand. */
export interface Accepted {
  readonly offerId: string;
  readonly terms: Terms;
  readonly signedAt: Date;
  readonly signers: readonly { readonly slug: string; readonly signs: string }[];
}

/** The licence that came of them. */
export interface Signed extends Accepted {
  readonly licenceId: string;
  readonly number: string;
  readonly dealId: string;
  readonly status: string;
  readonly activatedAt: Date | null;
}

export function addAcceptances(rows: Rows, { offerId, terms, signedAt, signers }: Accepted): void {
  for (const { slug, signs } of signers)
    rows.add('offer_acceptance', {
      offer_id: offerId,
      enterprise_id: enterpriseId(slug),
      user_id: userId(`owner.${slug}@demo.ambersilk.example`),
      signed_name: signs,
      terms_hash: termsHash(terms),
      created_at: signedAt,
    });
}

export function addSignedLicence(rows: Rows, signed: Signed): void {
  const { licenceId, number, dealId, offerId, status, terms, signedAt, activatedAt } = signed;
  addAcceptances(rows, signed);
  rows.add('licence', {
    id: licenceId,
    number,
    deal_id: dealId,
    offer_id: offerId,
    status,
    terms,
    terms_hash: termsHash(terms),
    starts_on: terms.scope.term.start,
    ends_on: terms.scope.term.end,
    signed_at: signedAt,
    activated_at: activatedAt,
  });
}

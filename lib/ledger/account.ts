import type { Currency } from '#lib/core/currency.ts';
import type { LedgerAccountKind } from '#lib/db/generated/client.ts';

/** Names an account; it is made when first booked on. */
export interface Account {
  readonly kind: LedgerAccountKind;
  readonly currency: Currency;
  readonly enterpriseId?: string;
  /** ISO 3166-1 alpha-2 of the authority that a tax is owed to. */
  readonly jurisdiction?: string;
}

/** The account's unique code: kind, whose, currency (seller_payable:<enterprise>:EUR). */
export function accountCode({ kind, enterpriseId, jurisdiction, currency }: Account): string {
  return [kind, enterpriseId, jurisdiction, currency].filter(Boolean).join(':');
}

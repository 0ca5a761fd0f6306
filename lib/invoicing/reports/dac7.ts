import type { Money } from '#lib/core/money.ts';
import { inUnion } from '#lib/ordering/index.ts';

/** What the directive calls relevant activities, as far as they are sold here. Files to download are neither goods nor services of a person. */
export type Activity = 'goods' | 'services';

/** One quarter of a seller's activity, in euro. */
export interface QuarterSum {
  /** Paid or owed to the seller, net of the others. */
  readonly consideration: Money;
  readonly count: number;
  readonly fees: Money;
  readonly taxes: Money;
}

export interface SellerYear {
  readonly enterpriseId: string;
  readonly slug: string;
  readonly name: string;
  readonly legalName: string;
  readonly country: string;
  readonly registrationNumber: string;
  readonly vatNumber: string | null;
  readonly details: {
    readonly tin: string;
    readonly tinCountry: string;
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
    readonly country: string;
    readonly since: string;
  } | null;
  readonly account: { readonly number: string; readonly holder: string; readonly iban: boolean } | null;
  /** Four quarters. */
  readonly activities: Readonly<Record<Activity, readonly QuarterSum[]>>;
}

/**
 * Directive (EU) 2021/514, annex V, section I, B 4 d: fewer than 30 sales of goods and a consideration, which is net of fees and taxes, of
 * no more than 2,000 euro in the year.
 */
const exemptCount = 30;
const exemptEuroMinor = 200_000n;

export type Standing = 'reported' | 'exempt' | 'outside_union' | 'nothing_sold';

function sums(quarters: readonly QuarterSum[]): { count: number; earned: bigint } {
  return {
    count: quarters.reduce((sum, { count }) => sum + count, 0),
    earned: quarters.reduce((sum, { consideration }) => sum + consideration.minor, 0n),
  };
}

/** Whether a seller is in the report, and why not. */
export function standingOf(seller: SellerYear): Standing {
  const goods = sums(seller.activities.goods);
  const services = sums(seller.activities.services);
  if (goods.count + services.count === 0) return 'nothing_sold';
  // Residents of member states; others are asked for by their own country's rules.
  if (!inUnion(seller.details?.country ?? seller.country)) return 'outside_union';
  if (services.count === 0 && goods.count < exemptCount && goods.earned <= exemptEuroMinor) return 'exempt';
  return 'reported';
}

export type Missing = 'tin' | 'address' | 'registered' | 'registration_number' | 'account';

/** What the platform must still ask the seller for (annex V, II B). */
export function missingOf({ details, registrationNumber, account }: SellerYear): Missing[] {
  return [
    ...(details ? [] : (['tin', 'address', 'registered'] as const)),
    ...(registrationNumber.trim() ? [] : (['registration_number'] as const)),
    ...(account ? [] : (['account'] as const)),
  ];
}

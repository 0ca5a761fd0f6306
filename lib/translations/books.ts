import { currency, currencyFacts } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { type Money, money, parseAmount, splitChargeable } from '#lib/core/money.ts';
import type { Account, Entry } from '#lib/ledger/index.ts';

/** What the customer paid for a job, in minor units. */
export interface Paid {
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly currency: string;
}

/** How it is divided: the translator's part with the commission in it, and what goes back with its tax. */
export interface Division {
  readonly earnedMinor: bigint;
  readonly commissionMinor: bigint;
  readonly refundMinor: bigint;
  readonly refundTaxMinor: bigint;
}

/** Divides what was paid: all that was not earned goes back with its share of the tax; the commission is of what was earned. */
export function divide(paid: Paid, earnedMinor: bigint, commissionOn: (minor: bigint) => bigint): Division {
  if (earnedMinor < 0n || earnedMinor > paid.netMinor) throw new RangeError('no more is earned than was paid');
  const refundMinor = paid.netMinor - earnedMinor;
  const tax = money(paid.taxMinor, currency(paid.currency));
  const [, back] = paid.netMinor === 0n ? [] : splitChargeable(tax, [earnedMinor, refundMinor]);
  const asked = commissionOn(earnedMinor);
  return {
    earnedMinor,
    commissionMinor: asked < earnedMinor ? asked : earnedMinor,
    refundMinor,
    refundTaxMinor: back?.minor ?? 0n,
  };
}

/** An amount as staff types it, in what can be charged. Throws `money.not_an_amount`, `money.too_many_decimals`, `money.out_of_range`. */
export function typedAmount(typed: string, code: string): Money {
  const amount = parseAmount(typed, code);
  if (amount.minor % currencyFacts(amount.currency).chargeStep !== 0n)
    throw new DomainError('money.too_many_decimals', { decimals: 0 });
  return amount;
}

/** The customer's money that is no one's yet. */
function escrow(code: string, enterpriseId: string): Account {
  return { kind: 'translation_escrow', currency: currency(code), enterpriseId };
}

interface Customer {
  readonly enterpriseId: string;
  /** Whose tax it is. */
  readonly country: string;
}

/** An order was paid: its net is kept for the customer until its jobs are over, its tax is the tax office's. */
export function paidEntries(paid: Paid, { enterpriseId, country }: Customer, into: Account): Entry[] {
  const code = currency(paid.currency);
  const of = (minor: bigint): Money => money(minor, code);
  return [
    { account: into, amount: of(paid.netMinor + paid.taxMinor) },
    { account: { kind: 'tax_payable', currency: code, jurisdiction: country }, amount: of(-paid.taxMinor) },
    { account: escrow(code, enterpriseId), amount: of(-paid.netMinor) },
  ];
}

/** A job is over: what was kept for it is the translator's and the platform's, or on its way back to the customer. */
export function settledEntries(
  paid: Paid,
  division: Division,
  { enterpriseId, country }: Customer,
  translatorId: string | null,
): Entry[] {
  const code = currency(paid.currency);
  const of = (minor: bigint): Money => money(minor, code);
  const { earnedMinor, commissionMinor, refundMinor, refundTaxMinor } = division;
  return [
    { account: escrow(code, enterpriseId), amount: of(paid.netMinor) },
    ...(translatorId
      ? [
          {
            account: { kind: 'seller_payable', currency: code, enterpriseId: translatorId } as const,
            amount: of(commissionMinor - earnedMinor),
          },
        ]
      : []),
    { account: { kind: 'platform_commission', currency: code }, amount: of(-commissionMinor) },
    { account: { kind: 'tax_payable', currency: code, jurisdiction: country }, amount: of(refundTaxMinor) },
    { account: { kind: 'refunds', currency: code }, amount: of(-refundMinor - refundTaxMinor) },
  ];
}

import { randomUUID } from 'node:crypto';
import { money } from '#lib/core/money.ts';
import type { Entry, Posting } from '#lib/ledger/index.ts';

/** A sale of one enterprise with commission, tax and what is owed to the seller. */
export function sale(enterpriseId: string, minor = 1_000n, cause: string = `test:${randomUUID()}`): Posting {
  const part = (amount: bigint) => money(amount, 'EUR');
  const entries: Entry[] = [
    { account: { kind: 'stripe_clearing', currency: 'EUR' }, amount: part(minor) },
    { account: { kind: 'seller_payable', currency: 'EUR', enterpriseId }, amount: part(-(minor - 300n)) },
    { account: { kind: 'tax_payable', currency: 'EUR', jurisdiction: 'PL' }, amount: part(-200n) },
    { account: { kind: 'platform_commission', currency: 'EUR' }, amount: part(-100n) },
  ];
  return { cause, kind: 'sale', entries };
}

import { describe, expect, test } from 'vitest';
import { payoutOf } from '#lib/payouts/payout-lines.ts';

const on = (day: string) => new Date(`${day}T00:00:00Z`);
const payout = {
  id: 'po_1Abc',
  status: 'paid',
  amountMinor: 12_345n,
  currency: 'EUR',
  arrivalOn: on('2026-11-20'),
  traceId: 'TRC9',
};
const line = {
  amountMinor: 12_345n,
  currency: 'EUR',
  bookedOn: on('2026-11-21'),
  endToEndId: null,
  counterparty: 'STRIPE PAYMENTS EUROPE',
  remittance: 'STRIPE',
};

describe('what came in at the bank', () => {
  const cases = [
    { name: 'is the payout it names', said: { remittance: 'payout po_1Abc', counterparty: '' }, verdict: 'po_1Abc' },
    { name: 'is the payout whose trace it gives', said: { endToEndId: 'TRC9', counterparty: '' }, verdict: 'po_1Abc' },
    { name: 'from Stripe is the only payout of its amount about that day', said: {}, verdict: 'po_1Abc' },
    {
      name: 'from somebody else of the same amount waits',
      said: { counterparty: 'Ada', remittance: 'rent' },
      verdict: 'unknown_reference',
    },
    { name: 'from Stripe weeks later waits', said: { bookedOn: on('2026-12-20') }, verdict: 'unknown_reference' },
    {
      name: 'of another amount than the payout it names waits',
      said: { amountMinor: 12_344n, remittance: 'po_1Abc' },
      verdict: 'amount_differs',
    },
    {
      name: 'of another currency than the payout it names waits',
      said: { currency: 'PLN', remittance: 'po_1Abc' },
      verdict: 'currency_differs',
    },
    { name: 'that went out is no payout', said: { amountMinor: -12_345n }, verdict: 'unknown_reference' },
  ];
  test.each(cases)('$name', ({ said, verdict }) => {
    const found = payoutOf({ ...line, ...said }, [payout]);
    expect('payoutId' in found ? found.payoutId : found.problem).toBe(verdict);
  });

  test('that could be either of two waits, unless it names one', () => {
    const two = [payout, { ...payout, id: 'po_2Def', traceId: null }];
    expect(payoutOf(line, two)).toEqual({ problem: 'unknown_reference' });
    expect(payoutOf({ ...line, remittance: 'STRIPE po_2Def' }, two)).toEqual({ payoutId: 'po_2Def' });
  });

  test('a payout that failed is not expected', () => {
    const failed = { ...payout, status: 'failed' };
    expect(payoutOf({ ...line, remittance: 'po_1Abc' }, [failed])).toEqual({ problem: 'not_expected' });
    expect(payoutOf(line, [failed])).toEqual({ problem: 'unknown_reference' });
  });
});

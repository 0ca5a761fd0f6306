import { type Currency, currency } from '#lib/core/currency.ts';
import { type Money, money } from '#lib/core/money.ts';
import type { Account, Entry } from '#lib/ledger/index.ts';
import { fraction, splitByWeights } from '#lib/royalties/index.ts';
import type { ReturnParts } from './return-split.ts';
import { isRoyalty } from './schedule.ts';

/** What one holder has of a due, and what is taken from it. */
export interface Share {
  readonly enterpriseId: string;
  readonly shareMinor: bigint;
  readonly withholdingMinor: bigint;
  readonly commissionMinor: bigint;
}

/** What each holder has of a due, with its part of what is withheld, and the commission of its own plan. */
export function sharesOf(
  due: { readonly withholdingMinor: bigint },
  holders: ReadonlyMap<string, bigint>,
  commission: (enterpriseId: string, shareMinor: bigint) => bigint,
): Share[] {
  const withheld = splitByWeights(
    due.withholdingMinor,
    [...holders.values()].map((minor) => fraction(minor)),
  );
  return [...holders].map(([enterpriseId, shareMinor], at) => {
    const withholdingMinor = withheld[at] ?? 0n;
    const asked = commission(enterpriseId, shareMinor);
    const most = shareMinor - withholdingMinor;
    return { enterpriseId, shareMinor, withholdingMinor, commissionMinor: asked < most ? asked : most };
  });
}

interface PaidDue {
  readonly kind: string;
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
  readonly withholdingMinor: bigint;
  readonly currency: string;
}

interface Payer {
  readonly enterpriseId: string;
  readonly country: string;
}

function owing(due: Pick<PaidDue, 'kind' | 'currency'>, enterpriseId: string): Account {
  return {
    kind: isRoyalty(due.kind) ? 'royalty_payable' : 'licence_fee_payable',
    currency: currency(due.currency),
    enterpriseId,
  };
}

/**
 * A due was paid. Of a royalty the debt was booked when its statement was accepted, and is settled now. Of anything else the holders are
 * owed their shares until the licence is active, the tax office its tax, and the licensee has to show what it paid its own tax office.
 */
export function paidEntries(due: PaidDue, shares: readonly Share[], payer: Payer, into: Account): Entry[] {
  const code = currency(due.currency);
  const of = (minor: bigint): Money => money(minor, code);
  const total = due.amountMinor + due.taxMinor - due.withholdingMinor;
  const receivable: Account = { kind: 'buyer_receivable', currency: code, enterpriseId: payer.enterpriseId };
  const tax: Entry = {
    account: { kind: 'tax_payable', currency: code, jurisdiction: payer.country },
    amount: of(-due.taxMinor),
  };
  if (isRoyalty(due.kind))
    return [{ account: into, amount: of(total) }, tax, { account: receivable, amount: of(-due.amountMinor) }];
  return [
    { account: into, amount: of(total) },
    tax,
    ...shares.map(
      (share): Entry => ({
        account: owing(due, share.enterpriseId),
        amount: of(share.withholdingMinor - share.shareMinor),
      }),
    ),
    { account: receivable, amount: of(due.withholdingMinor) },
    { account: withholdingTax(code, payer), amount: of(-due.withholdingMinor) },
  ];
}

/** The holders have earned a due: it is theirs less the commission. */
export function releasedEntries(due: PaidDue, shares: readonly Share[]): Entry[] {
  const code = currency(due.currency);
  const commission = shares.reduce((sum, share) => sum + share.commissionMinor, 0n);
  return [
    ...shares.flatMap((share): Entry[] => {
      const owed = share.shareMinor - share.withholdingMinor;
      return [
        { account: owing(due, share.enterpriseId), amount: money(owed, code) },
        {
          account: { kind: 'seller_payable', currency: code, enterpriseId: share.enterpriseId },
          amount: money(share.commissionMinor - owed, code),
        },
      ];
    }),
    { account: { kind: 'platform_commission', currency: code }, amount: money(-commission, code) },
  ];
}

/**
 * A part of a due goes back: the holders give back what they were owed (before the release) or have earned, the tax office its tax, the
 * platform its commission. What was withheld of it is no debt any more, unless a certificate has taken it off the books already. The
 * entry for the money itself is the caller's.
 */
export function returnedEntries(
  due: PaidDue & { readonly releasedAt: Date | null; readonly certificateMediaId: string | null },
  parts: Pick<ReturnParts, 'taxMinor' | 'withholdingMinor' | 'shares'>,
  payer: Payer,
): Entry[] {
  const code = currency(due.currency);
  const withheld = due.certificateMediaId || isRoyalty(due.kind) ? 0n : parts.withholdingMinor;
  return [
    ...parts.shares.flatMap((share): Entry[] => {
      const owed = share.shareMinor - share.withholdingMinor;
      if (!due.releasedAt) return [{ account: owing(due, share.enterpriseId), amount: money(owed, code) }];
      return [
        {
          account: { kind: 'seller_payable', currency: code, enterpriseId: share.enterpriseId },
          amount: money(owed - share.commissionMinor, code),
        },
        { account: { kind: 'platform_commission', currency: code }, amount: money(share.commissionMinor, code) },
      ];
    }),
    {
      account: { kind: 'tax_payable', currency: code, jurisdiction: payer.country },
      amount: money(parts.taxMinor, code),
    },
    { account: withholdingTax(code, payer), amount: money(withheld, code) },
    {
      account: { kind: 'buyer_receivable', currency: code, enterpriseId: payer.enterpriseId },
      amount: money(-withheld, code),
    },
  ];
}

function withholdingTax(code: Currency, { enterpriseId, country }: Payer): Account {
  return { kind: 'withholding_tax_payable', currency: code, enterpriseId, jurisdiction: country };
}

/** The licensee has shown what it paid its tax office: both sides of it are off the books. */
export function certifiedEntries(due: PaidDue, payer: Payer): Entry[] {
  const code = currency(due.currency);
  return [
    { account: withholdingTax(code, payer), amount: money(due.withholdingMinor, code) },
    {
      account: { kind: 'buyer_receivable', currency: code, enterpriseId: payer.enterpriseId },
      amount: money(-due.withholdingMinor, code),
    },
  ];
}

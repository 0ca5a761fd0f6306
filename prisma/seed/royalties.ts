import { type Account, accountCode } from '#lib/ledger/index.ts';
import { cellsOf, columnsOf, freeze, type Grant, hierarchies, type Terms } from '#lib/rights/index.ts';
import {
  type Drawn,
  drawUp,
  endedPeriods,
  type Group,
  hashOf,
  type Period,
  periodOf,
  type RoyaltyTerms,
  reportsOf,
} from '#lib/royalties/index.ts';
import { enterpriseId } from './enterprises.ts';
import { stableId } from './ids.ts';
import type { Rows } from './rows.ts';
import { addSignedLicence } from './signed.ts';

const holder = 'huxin-animation';
const licensee = 'hracky-dubanek';
const work = 'hxa-lianpeng';
const day = 86_400_000;
const number = 'ASL-25-DEMO-R0YA';
const licenceId = stableId('royalty licence');
const accounts = { holder: enterpriseId(holder), licensee: enterpriseId(licensee) };

/** Pieces, receipts and deductions in euro cents by country, period by period. */
const sold = [
  { CZ: [2_140, 1_498_000, 62_000], SK: [960, 672_000, 31_000] },
  { CZ: [3_310, 2_317_000, 118_000], SK: [1_205, 843_500, 0] },
] as const;

function dayAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * day);
}

/** The last three quarters whose report was due before today: paid, doubted, and late. */
function quarters(today: Date): Period[] {
  const late = periodOf('quarter', dayAfter(today, -31).toISOString().slice(0, 10));
  const start = dayAfter(new Date(late.start), -300).toISOString().slice(0, 10);
  return endedPeriods('quarter', start, null, late.start).slice(-3);
}

function moneyTerms(): RoyaltyTerms {
  return {
    version: 1,
    currency: 'EUR',
    base: 'net_receipts',
    mode: 'marginal',
    tierBy: 'amount',
    tiers: [
      { upTo: '2000000', rate: '2/25' },
      { upTo: null, rate: '1/10' },
    ],
    deductionCap: '1/20',
    advance: { minor: '100000', recoupable: true },
    guarantee: { minor: '800000', everyPeriods: 4 },
    reserve: { rate: '1/10', periods: 2, capMinor: null },
    crossCollateralised: false,
    calendar: { every: 'quarter', dueDays: 30, payDays: 30 },
    lateInterest: '2/25',
    withholding: { rate: '1/10', instrument: 'CZ–CN 2009, art. 12' },
  };
}

/** A licence that earns: its first quarter is paid, its second doubted, its third overdue. */
export function addRoyalties(rows: Rows, given: Map<string, Grant[]>, today: Date): void {
  const periods = quarters(today);
  const [first, second] = periods;
  if (!first || !second || !rows.of('work').some((row) => row['slug'] === work)) return;
  const signedAt = dayAfter(new Date(first.start), -20);
  addLicence(rows, given, first.start, signedAt);
  const terms = moneyTerms();
  rows.add('royalty_terms', { licence_id: licenceId, terms, terms_hash: hashOf(terms), frozen_at: signedAt });
  const workId = stableId('work', work);
  const history = [first, second].map(({ key }, at) => {
    const groups = groupsOf(workId, at);
    return { key, groups, inputs: reportsOf([workId], groups) };
  });
  const alone = [{ enterpriseId: accounts.holder, share: { n: 1n, d: 1n } }];
  const frame = { terms, works: [{ workId, holders: alone }] };
  for (const [at, drawn] of drawUp(frame, history).entries()) {
    const period = [first, second][at];
    if (!drawn || !period) continue;
    addReport(rows, period, at);
    addStatement(rows, period, drawn, at === 0);
  }
}

function groupsOf(workId: string, at: number): Group[] {
  return Object.entries(sold[at] ?? {}).map(([territory, [units, receipts, deductions]]) => ({
    workId,
    right: 'stationery',
    territory,
    currency: 'EUR',
    units: BigInt(units),
    receipts: BigInt(receipts),
    list: 0n,
    rate: '1',
    convertedReceipts: BigInt(receipts),
    convertedDeductions: BigInt(deductions),
    convertedList: 0n,
  }));
}

function addLicence(rows: Rows, given: Map<string, Grant[]>, start: string, signedAt: Date): void {
  const end = dayAfter(new Date(start), 4 * 365)
    .toISOString()
    .slice(0, 10);
  const written = {
    rights: { include: ['stationery'] },
    territories: { include: ['CZ', 'SK'] },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start, end },
  };
  const terms: Terms = {
    scope: written,
    exclusivity: 'non_exclusive',
    advanceMinor: '100000',
    currency: 'EUR',
    royalty: 800,
  };
  const scope = freeze(written, hierarchies);
  given.set(work, [...(given.get(work) ?? []), { exclusivity: 'non_exclusive', licensee, scope, state: 'in_force' }]);
  const [dealId, offerId] = [stableId('royalty deal'), stableId('royalty offer')];
  const parties = { holder_id: accounts.holder, licensee_id: accounts.licensee };
  rows.add('deal', {
    id: dealId,
    number: 'ASD-25-DEMO-R0YA',
    ...parties,
    status: 'licensed',
    created_at: signedAt,
    updated_at: signedAt,
  });
  rows.add('deal_work', { deal_id: dealId, work_id: stableId('work', work) });
  rows.add('offer', {
    id: offerId,
    deal_id: dealId,
    version: 1,
    enterprise_id: accounts.licensee,
    status: 'accepted',
    terms,
    valid_until: dayAfter(signedAt, 60),
    created_at: signedAt,
  });
  const signers = [
    { slug: holder, signs: '林悦' },
    { slug: licensee, signs: 'Jana Dvořáková' },
  ];
  const ids = { licenceId, dealId, offerId };
  addSignedLicence(rows, { ...ids, number, status: 'active', terms, signedAt, activatedAt: signedAt, signers });
  rows.add('licence_due', due('advance', '100000', new Date(start), signedAt));
  rows.add('rights_grant', {
    id: stableId('royalty grant'),
    work_id: stableId('work', work),
    ...parties,
    licence_id: licenceId,
    offer_id: offerId,
    exclusivity: 'non_exclusive',
    state: 'in_force',
    scope: written,
    ...columnsOf(scope, hierarchies),
    cells: cellsOf(scope, hierarchies),
    created_at: signedAt,
  });
}

function due(kind: string, amount: string, dueOn: Date, paidAt: Date) {
  return {
    id: stableId('royalty due', kind),
    licence_id: licenceId,
    kind,
    amount_minor: amount,
    currency: 'EUR',
    due_on: dueOn.toISOString().slice(0, 10),
    withholding_minor: '0',
    paid_at: paidAt,
    released_at: paidAt,
  };
}

function addReport(rows: Rows, period: Period, at: number): void {
  const id = stableId('sales report', at);
  const sentAt = dayAfter(new Date(period.end), 12);
  rows.add('sales_report', {
    id,
    licence_id: licenceId,
    period: period.key,
    starts_on: period.start,
    ends_on: period.end,
    source: 'upload',
    status: 'submitted',
    file_name: `dubanek-${period.key}.csv`,
    file_hash: hashOf(['demo', at]),
    line_count: 2,
    created_at: sentAt,
    submitted_at: sentAt,
  });
  for (const [row, [territory, [units, receipts, deductions]]] of Object.entries(sold[at] ?? {}).entries()) {
    rows.add('sales_report_line', {
      report_id: id,
      row: row + 2,
      work_id: stableId('work', work),
      product: 'Sešit Lianpeng A5',
      right: 'stationery',
      territory,
      currency: 'EUR',
      units,
      receipts_minor: receipts,
      deductions_minor: deductions,
    });
  }
}

function addStatement(rows: Rows, period: Period, { money, hash, inputs, lines }: Drawn, paid: boolean): void {
  const id = stableId('statement', period.key);
  const sentAt = dayAfter(new Date(period.end), 12);
  const acceptedAt = dayAfter(new Date(period.end), 15);
  const paidAt = dayAfter(new Date(period.end), 24);
  if (paid) rows.add('licence_due', due('royalty', `${money.payableMinor}`, dayAfter(acceptedAt, 30), paidAt));
  const columns = Object.entries(money).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  rows.add('royalty_statement', {
    id,
    number: `ASR-26-DEMO-000${paid ? 1 : 2}`,
    licence_id: licenceId,
    period: period.key,
    starts_on: period.start,
    ends_on: period.end,
    status: paid ? 'paid' : 'disputed',
    currency: 'EUR',
    ...Object.fromEntries(columns),
    inputs: JSON.stringify(inputs),
    lines: JSON.stringify(lines),
    hash,
    due_id: paid ? stableId('royalty due', 'royalty') : null,
    sent_at: sentAt,
    accepted_at: paid ? acceptedAt : null,
    created_at: sentAt,
  });
  if (!paid) {
    rows.add('royalty_dispute', {
      id: stableId('royalty dispute'),
      statement_id: id,
      revision: 1,
      line: 'deductions-1',
      reason: '扣除额是上一季度的近两倍，请说明运费与展会费用的明细。',
      created_at: dayAfter(sentAt, 3),
    });
    return;
  }
  const { grossMinor: gross, payableMinor: payable, withholdingMinor: withheld } = money;
  const receivable = { kind: 'buyer_receivable', currency: 'EUR', enterpriseId: accounts.licensee } as const;
  book(rows, `royalty:${id}:accepted`, 'royalty', acceptedAt, [
    [receivable, gross],
    [{ kind: 'royalty_payable', currency: 'EUR', enterpriseId: accounts.holder }, -payable],
    [
      { kind: 'withholding_tax_payable', currency: 'EUR', enterpriseId: accounts.licensee, jurisdiction: 'CZ' },
      -withheld,
    ],
  ]);
  book(rows, `due:${stableId('royalty due', 'royalty')}:paid`, 'royalty_paid', paidAt, [
    [{ kind: 'bank_clearing', currency: 'EUR' }, payable],
    [receivable, -payable],
  ]);
}

function book(
  rows: Rows,
  cause: string,
  kind: string,
  at: Date,
  entries: readonly (readonly [Account, bigint])[],
): void {
  const transactionId = stableId('ledger', cause);
  rows.add('ledger_transaction', { id: transactionId, cause, kind, order_id: null, posted_at: at });
  for (const [account, amount] of entries) {
    const code = accountCode(account);
    const id = stableId('account', code);
    if (!rows.of('ledger_account').some((row) => row['id'] === id))
      rows.add('ledger_account', {
        id,
        code,
        kind: account.kind,
        currency: account.currency,
        enterprise_id: account.enterpriseId ?? null,
        jurisdiction: account.jurisdiction ?? null,
      });
    rows.add('ledger_entry', {
      transaction_id: transactionId,
      account_id: id,
      amount_minor: amount,
      currency: account.currency,
      posted_at: at,
    });
  }
}

import {
  cellsOf,
  columnsOf,
  freeze,
  type Grant,
  hierarchies,
  publishedItems,
  type Terms,
  termsHash,
} from '#lib/rights/index.ts';
import { endedPeriods, hashOf, royaltyTermsOf } from '#lib/royalties/index.ts';
import { enterpriseId } from './enterprises.ts';
import { stableId } from './ids.ts';
import { userId } from './people.ts';
import type { Rows } from './rows.ts';
import { addSignedLicence } from './signed.ts';

interface Side {
  readonly slug: string;
  readonly signs: string;
  readonly language: string;
}

export const holder: Side = { slug: 'huxin-animation', signs: '林悦', language: 'zh-CN' };
/** Has a VAT number: it accounts for the tax itself. */
const licensee: Side = { slug: 'hracky-dubanek', signs: 'Jana Dvořáková', language: 'cs' };
/** Has none: its country's tax is added to what it pays. */
const withoutNumber: Side = { slug: 'keramika-modra', signs: 'Katarína Kováčová', language: 'sk' };
/** Slovakia's standard rate, in basis points. */
const slovakRate = 2_300n;
const work = 'hxa-lianpeng';
const ms = 86_400_000;

interface Life {
  readonly number: string;
  readonly licensee: Side;
  readonly right: string;
  readonly status: 'signed' | 'active' | 'suspended';
  /** Days from today: the signature, the first day, and the first day after the last. */
  readonly days: { readonly signed: number; readonly start: number; readonly end: number };
  /** Minor units; '0': none. */
  readonly advance: string;
  /** Its contract lets its licensee hand it on; its sublicences end with it. */
  readonly sublicensable?: boolean;
}

export const lives = {
  /** Signed, and waits for its first payment. */
  unpaid: {
    number: 'ASL-26-DEMO-PAY1',
    licensee,
    right: 'apparel',
    status: 'signed',
    days: { signed: -5, start: 0, end: 3 * 365 },
    advance: '120000',
  },
  /** Ends soon: its licensee may negotiate the renewal first, and hand it on until then. */
  ending: {
    number: 'ASL-24-DEMO-ENDS',
    licensee,
    right: 'home',
    status: 'active',
    days: { signed: -700, start: -671, end: 60 },
    advance: '80000',
    sublicensable: true,
  },
  /** Its holder proposes other terms. */
  proposed: {
    number: 'ASL-26-DEMO-PR0P',
    licensee,
    right: 'food',
    status: 'active',
    days: { signed: -40, start: -30, end: 2 * 365 },
    advance: '60000',
  },
  /** Waits for a payment as well: a card that its bank disputes afterwards can be tried on it. */
  card: {
    number: 'ASL-26-DEMO-CARD',
    licensee,
    right: 'home',
    status: 'signed',
    days: { signed: -3, start: 400, end: 3 * 365 },
    advance: '30000',
  },
  /** Its first report is long overdue, and the notice for it has run out. */
  late: {
    number: 'ASL-25-DEMO-LATE',
    licensee,
    right: 'game',
    status: 'suspended',
    days: { signed: -520, start: -500, end: 500 },
    advance: '0',
  },
  /** Paid with VAT. */
  taxed: {
    number: 'ASL-26-DEMO-VAT1',
    licensee: withoutNumber,
    right: 'home',
    status: 'active',
    days: { signed: -25, start: -20, end: 2 * 365 },
    advance: '40000',
  },
} as const satisfies Record<string, Life>;

/** Licences at the turns of their lives, between the demo's two sides. */
export function addLicenceLives(rows: Rows, given: Map<string, Grant[]>, today: Date): void {
  if (!rows.of('work').some((row) => row['slug'] === work)) return;
  for (const [key, life] of Object.entries(lives)) addLife(rows, given, today, key, life);
  const { start, end } = termOf(lives.proposed, today);
  const before = termsOf(lives.proposed, today);
  const after: Terms = {
    ...before,
    scope: {
      ...before.scope,
      territories: { include: ['CZ', 'SK', 'PL'] },
      term: { start, end: at(new Date(end), 365) },
    },
    advanceMinor: '90000',
  };
  rows.add('licence_proposal', {
    id: stableId('proposal', 'proposed'),
    licence_id: stableId('life', 'proposed'),
    version: 1,
    kind: 'amendment',
    status: 'open',
    enterprise_id: enterpriseId(holder.slug),
    terms: after,
    terms_before: before,
    hash: termsHash(after),
    effective_on: at(today, 0),
    note: '波兰零售商也有兴趣，我们愿意把期限延长一年。',
    created_by_id: userId(`owner.${holder.slug}@demo.ambersilk.example`),
    created_at: new Date(today.getTime() - ms),
  });
}

function at(from: Date, days: number): string {
  return new Date(from.getTime() + days * ms).toISOString().slice(0, 10);
}

function termOf({ days }: Life, today: Date): { start: string; end: string } {
  return { start: at(today, days.start), end: at(today, days.end) };
}

function termsOf(life: Life, today: Date): Terms {
  return {
    scope: {
      rights: { include: [life.right] },
      territories: { include: ['CZ', 'SK'] },
      languages: { include: ['all', 'zxx', 'mis'] },
      term: termOf(life, today),
    },
    exclusivity: 'non_exclusive',
    advanceMinor: life.advance,
    currency: 'EUR',
    royalty: 800,
  };
}

function addLife(rows: Rows, given: Map<string, Grant[]>, today: Date, key: string, life: Life): void {
  const terms = termsOf(life, today);
  const scope = freeze(terms.scope, hierarchies);
  given.set(work, [
    ...(given.get(work) ?? []),
    { exclusivity: terms.exclusivity, licensee: life.licensee.slug, scope, state: 'in_force' },
  ]);
  const [licenceId, dealId, offerId] = [stableId('life', key), stableId('life deal', key), stableId('life offer', key)];
  const parties = { holder_id: enterpriseId(holder.slug), licensee_id: enterpriseId(life.licensee.slug) };
  const signedAt = new Date(today.getTime() + life.days.signed * ms);
  rows.add('deal', {
    id: dealId,
    number: life.number.replace('ASL', 'ASD'),
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
    enterprise_id: enterpriseId(life.licensee.slug),
    status: 'accepted',
    terms,
    valid_until: new Date(signedAt.getTime() + 60 * ms),
    created_at: signedAt,
  });
  for (const { code } of publishedItems.filter((item) => item.blocks))
    rows.add('compliance_tick', {
      licence_id: licenceId,
      item_code: code,
      outcome: 'done',
      note:
        life.licensee === licensee ? 'Doloženo před podpisem: Hračky Dubánek s.r.o., Brno' : 'Doložené pred podpisom.',
      item_version: 1,
      user_id: userId(`owner.${life.licensee.slug}@demo.ambersilk.example`),
      ticked_at: signedAt,
    });
  const used = life.status !== 'signed';
  addSignedLicence(rows, {
    licenceId,
    number: life.number,
    dealId,
    offerId,
    status: life.status,
    terms,
    signedAt,
    activatedAt: used ? new Date(signedAt.getTime() + ms) : null,
    signers: [holder, life.licensee],
  });
  addMoney(rows, key, life, { terms, signedAt, today });
  addEvents(rows, licenceId, signedAt, { used, paid: life.advance !== '0' });
  if (life.status === 'suspended') addSuspension(rows, licenceId, termOf(life, today).start, today);
  const { term, ...leaves } = columnsOf(scope, hierarchies);
  const grant = {
    work_id: stableId('work', work),
    exclusivity: terms.exclusivity,
    scope: terms.scope,
    ...leaves,
  };
  rows.add('rights_grant', {
    id: stableId('life grant', key),
    ...grant,
    ...parties,
    licence_id: licenceId,
    offer_id: offerId,
    state: 'in_force',
    term,
    cells: cellsOf(scope, hierarchies),
    created_at: signedAt,
  });
  if (life.sublicensable)
    rows.add('holding', {
      id: stableId('life holding', key),
      ...grant,
      enterprise_id: parties.licensee_id,
      kind: 'licence',
      sublicensable: true,
      starts_on: terms.scope.term.start,
      ends_on: terms.scope.term.end,
      grant_id: stableId('life grant', key),
    });
}

/** Days ago on which notice was given for a report, and on which its licence was suspended. */
const [noticedFor, suspendedFor] = [21, 7];

/** Notice for the first report, and after its days the suspension, as the clock does it (lib/licensing/suspend.ts). */
function addSuspension(rows: Rows, licenceId: string, start: string, today: Date): void {
  const [period] = endedPeriods('year', start, null, at(today, 0));
  for (const [kind, days, data] of [
    ['report_notice', noticedFor, { period: period?.key ?? '' }],
    ['suspended', suspendedFor, { cause: 'report' }],
  ] as const)
    addEvent(rows, licenceId, { kind, data, at: new Date(today.getTime() - days * ms) });
}

function addEvent(rows: Rows, licenceId: string, { kind, data, at }: { kind: string; data: object; at: Date }): void {
  rows.add('licence_event', {
    id: stableId('life event', licenceId, kind),
    licence_id: licenceId,
    kind,
    data,
    reason: '',
    created_at: at,
  });
}

function addMoney(
  rows: Rows,
  key: string,
  life: Life,
  { terms, signedAt, today }: { terms: Terms; signedAt: Date; today: Date },
): void {
  const licenceId = stableId('life', key);
  const royalty = {
    ...royaltyTermsOf(terms),
    calendar: { every: 'year', dueDays: 60, payDays: 30 },
    lateInterest: '2/25',
    withholding: { rate: '1/10', instrument: 'CZ–CN 2009, art. 12' },
  } as const;
  rows.add('royalty_terms', {
    licence_id: licenceId,
    terms: royalty,
    terms_hash: hashOf(royalty),
    frozen_at: signedAt,
  });
  const suspendedAt = life.status === 'suspended' ? new Date(today.getTime() - suspendedFor * ms) : null;
  rows.add('licence_life', {
    licence_id: licenceId,
    scheduled_at: signedAt,
    suspended_at: suspendedAt,
    suspended_for: suspendedAt ? 'report' : null,
  });
  if (life.advance === '0') return;
  const paid = life.status === 'active' ? new Date(signedAt.getTime() + ms) : null;
  rows.add('licence_due', {
    id: stableId('life due', key),
    licence_id: licenceId,
    kind: 'advance',
    amount_minor: life.advance,
    currency: 'EUR',
    due_on: life.status === 'active' ? at(signedAt, 14) : at(today, 9),
    withholding_minor: `${BigInt(life.advance) / 10n}`,
    ...taxOf(life),
    paid_at: paid,
    released_at: paid,
  });
}

/** The tax on top of what is paid: the licensee's own, or that of its country. */
function taxOf(life: Life): { tax_minor: string; tax_rule: string; tax_rate: number } {
  if (life.licensee === licensee) return { tax_minor: '0', tax_rule: 'reverse_charge', tax_rate: 0 };
  const tax = (BigInt(life.advance) * slovakRate) / 10_000n;
  return { tax_minor: `${tax}`, tax_rule: 'eu_destination', tax_rate: Number(slovakRate) };
}

/** What was paid for, as an invoice names it. */
export function titles(language: string): { buyer: string; seller: string } {
  const words: Readonly<Record<string, string>> = {
    cs: 'Záloha · „Lianpeng, the lotus-pod sprite“',
    sk: 'Preddavok · „Lianpeng, the lotus-pod sprite“',
  };
  return { buyer: words[language] ?? '', seller: '预付款 · 《莲蓬仔》' };
}

function addEvents(
  rows: Rows,
  licenceId: string,
  signedAt: Date,
  { used, paid }: { used: boolean; paid: boolean },
): void {
  const event = (kind: string, days: number, data: object = {}) =>
    addEvent(rows, licenceId, { kind, data, at: new Date(signedAt.getTime() + days * ms) });
  event('scheduled', 0);
  if (!used) return;
  if (paid) event('due_paid', 1, { kind: 'advance' });
  event('activated', 1);
}

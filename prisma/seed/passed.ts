import { cellsOf, columnsOf, freeze, hierarchies, type Terms } from '#lib/rights/index.ts';
import { hashOf, royaltyTermsOf } from '#lib/royalties/index.ts';
import { enterpriseId } from './enterprises.ts';
import { stableId } from './ids.ts';
import { type Context, dayAfter, fits } from './rights.ts';
import { addSignedLicence } from './signed.ts';

const number = 'ASL-26-DEMO-PASS';
/** Gave both works, the second out of a licence of its own that has ended since. */
const former = { slug: 'studio-loutka', work: 'loutka-postava-bodlinka' };
/** The second work has passed to it. */
const heir = { slug: 'huxin-animation', work: 'hxa-lianpeng' };
const licensee = 'keramika-modra';
const ms = 86_400_000;
/** Where it may be used: the first of these where both works are free. */
const places = ['HU', 'SI', 'HR', 'EE', 'LV'];

/** A licence of two works between others, of which one has passed to the demo's studio: it reads that one, and its part of the payments. */
export function addPassed(context: Context): void {
  const { rows, today } = context;
  const works = [former, heir];
  if (!works.every(({ work }) => rows.of('work').some((row) => row['slug'] === work))) return;
  const terms = places.map((place) => termsIn(place, today)).find((each) => isFree(context, each));
  if (!terms) return;
  const signedAt = new Date(today.getTime() - 320 * ms);
  const [licenceId, dealId, offerId] = ['licence', 'deal', 'offer'].map((what) => stableId('passed', what));
  if (!licenceId || !dealId || !offerId) return;
  rows.add('deal', {
    id: dealId,
    number: number.replace('ASL', 'ASD'),
    holder_id: enterpriseId(former.slug),
    licensee_id: enterpriseId(licensee),
    status: 'licensed',
    created_at: signedAt,
    updated_at: signedAt,
  });
  for (const { work } of works) rows.add('deal_work', { deal_id: dealId, work_id: stableId('work', work) });
  rows.add('offer', {
    id: offerId,
    deal_id: dealId,
    version: 1,
    enterprise_id: enterpriseId(licensee),
    status: 'accepted',
    terms,
    valid_until: new Date(signedAt.getTime() + 60 * ms),
    created_at: signedAt,
  });
  const signers = [
    { slug: former.slug, signs: 'Studio Loutka' },
    { slug: licensee, signs: 'Katarína Kováčová' },
  ];
  const ids = { licenceId, dealId, offerId };
  addSignedLicence(rows, { ...ids, number, status: 'active', terms, signedAt, activatedAt: signedAt, signers });
  for (const { slug, work } of works) addGrant(context, { holder: slug, work, terms, licenceId, offerId, signedAt });
  addMoney(context, licenceId, terms, signedAt);
}

function termsIn(place: string, today: Date): Terms {
  return {
    scope: {
      rights: { include: ['home'] },
      territories: { include: [place] },
      languages: { include: ['all', 'zxx', 'mis'] },
      term: { start: dayAfter(today, -300), end: dayAfter(today, 3 * 365 - 300) },
    },
    exclusivity: 'non_exclusive',
    advanceMinor: '0',
    currency: 'EUR',
    royalty: 900,
  };
}

function isFree(context: Context, { scope, exclusivity }: Terms): boolean {
  const frozen = freeze(scope, hierarchies);
  return [former, heir].every(({ work }) => fits(context, work, exclusivity, licensee, frozen));
}

interface Given {
  readonly holder: string;
  readonly work: string;
  readonly terms: Terms;
  readonly licenceId: string;
  readonly offerId: string;
  readonly signedAt: Date;
}

function addGrant({ rows }: Context, { holder, work, terms, licenceId, offerId, signedAt }: Given): void {
  const scope = freeze(terms.scope, hierarchies);
  rows.add('rights_grant', {
    id: stableId('passed grant', work),
    work_id: stableId('work', work),
    holder_id: enterpriseId(holder),
    licensee_id: enterpriseId(licensee),
    licence_id: licenceId,
    offer_id: offerId,
    exclusivity: terms.exclusivity,
    state: 'in_force',
    scope: terms.scope,
    ...columnsOf(scope, hierarchies),
    cells: cellsOf(scope, hierarchies),
    created_at: signedAt,
    note: '',
  });
}

/** Two instalments are still to come; each is half for the one work and half for the other. */
function addMoney({ rows, today }: Context, licenceId: string, terms: Terms, signedAt: Date): void {
  const royalty = { ...royaltyTermsOf(terms), calendar: { every: 'year', dueDays: 60, payDays: 30 } } as const;
  rows.add('royalty_terms', {
    licence_id: licenceId,
    terms: royalty,
    terms_hash: hashOf(royalty),
    frozen_at: signedAt,
  });
  rows.add('licence_life', { licence_id: licenceId, scheduled_at: signedAt, suspended_at: null, suspended_for: null });
  for (const [n, days] of [20, 200].entries())
    rows.add('licence_due', {
      id: stableId('passed due', n),
      licence_id: licenceId,
      kind: 'instalment',
      amount_minor: '60000',
      currency: terms.currency,
      due_on: dayAfter(today, days),
      withholding_minor: '0',
      paid_at: null,
      released_at: null,
    });
  for (const [kind, at] of [
    ['activated', signedAt],
    ['assigned_in_part', new Date(today.getTime() - 12 * ms)],
  ] as const)
    rows.add('licence_event', {
      id: stableId('passed event', kind),
      licence_id: licenceId,
      kind,
      data: {},
      reason: '',
      created_at: at,
    });
}

import {
  availability,
  cellsOf,
  columnsOf,
  type Exclusivity,
  freeze,
  type Grant,
  hierarchies,
  type Scope,
  type Terms,
  type WrittenScope,
} from '#lib/rights/index.ts';
import { addNegotiation } from './deals.ts';
import { addDeclared } from './declared.ts';
import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData, WorkData } from './format.ts';
import { pick, randomFrom, stableId } from './ids.ts';
import { addLicenceLives } from './licence-life.ts';
import { addPassed } from './passed.ts';
import type { Rows } from './rows.ts';
import { addRoyalties } from './royalties.ts';
import { addSignedLicence } from './signed.ts';

const licenceCount = 25;
const offerStatus = {
  asked: 'open',
  offered: 'open',
  agreed: 'accepted',
  licensed: 'accepted',
  declined: 'declined',
} as const;
const languages = { include: ['all', 'zxx', 'mis'] };
const places = [
  ['PL'],
  ['CZ', 'SK'],
  ['visegrad'],
  ['BG', 'RO'],
  ['CN'],
  ['greater_china'],
  ['HU'],
  ['baltics'],
  ['western_balkans'],
  ['GR'],
] as const;

export interface Context {
  readonly rows: Rows;
  readonly today: Date;
  /** Live grants by work, so that the world never contradicts itself. */
  readonly given: Map<string, Grant[]>;
  readonly random: () => number;
}

export function dayAfter(today: Date, days: number): string {
  return new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Ownership of every work, licences in all states, a few options and declarations, and deals that wait for an answer. */
export function addRights(rows: Rows, enterprises: readonly EnterpriseData[], today: Date): Context | null {
  const works = enterprises.flatMap((enterprise) => enterprise.works.map((work) => ({ work, enterprise })));
  if (works.length === 0) return null;
  const context: Context = { rows, today, given: new Map(), random: randomFrom('rights') };
  if (works.length === 0) return context;
  for (const { work, enterprise } of works) addOwnership(context, work, enterprise);
  addRoyalties(rows, context.given, today);
  addLicenceLives(rows, context.given, today);
  for (let n = 0, made = 0; made < licenceCount && n < 400; n++) {
    const { work, enterprise } = pick(works, context.random);
    const licensee = pick(enterprises, context.random);
    if (
      licensee.slug !== enterprise.slug &&
      licensee.country !== enterprise.country &&
      addLicence(context, n, work, enterprise, licensee)
    )
      made += 1;
  }
  addDeclared(context, works);
  const asking = enterprises.find((enterprise) => enterprise.slug === 'hracky-dubanek');
  if (!asking) return context;
  // The demo's two sides meet: one ask waits for the holder, one counter-offer for the licensee, one came to nothing.
  const meeting = works.filter(({ enterprise }) => enterprise.slug === 'huxin-animation');
  for (const [index, status] of (['asked', 'offered', 'declined'] as const).entries()) {
    const found = meeting[index];
    if (found) addOpenDeal(context, found.work, found.enterprise, asking, status);
  }
  addNegotiation({ rows, today, works });
  addPassed(context);
  return context;
}

/** What the columns of a licence that may be handed on say of ownership. */
export const owned = { exclusivity: 'exclusive', sublicensable: true, grant_id: null } as const;

function addOwnership({ rows }: Context, work: WorkData, enterprise: EnterpriseData): void {
  const written: WrittenScope = {
    rights: { include: work.rights },
    territories: { include: work.territories },
    languages,
    term: { start: `${work.year}-01-01`, end: null },
  };
  const { rights, territories, languages: leaves } = columnsOf(freeze(written, hierarchies), hierarchies);
  rows.add('holding', {
    id: stableId('holding', work.slug),
    work_id: stableId('work', work.slug),
    enterprise_id: enterpriseId(enterprise.slug),
    kind: 'ownership',
    ...owned,
    scope: written,
    rights,
    territories,
    languages: leaves,
    starts_on: written.term.start,
    ends_on: null,
  });
}

interface Drawn {
  readonly terms: Terms;
  readonly scope: Scope;
}

function drawTerms({ today, random }: Context, work: WorkData, startsIn: number, years: number): Drawn {
  const known = work.rights.filter((right) => hierarchies.rights.leavesOf(right).length > 0);
  const rights = [...new Set([pick(known, random), pick(known, random)])];
  const scope = {
    rights: { include: rights },
    territories: { include: [...pick(places, random)] },
    languages,
    term: { start: dayAfter(today, startsIn), end: dayAfter(today, startsIn + years * 365) },
  };
  const terms: Terms = {
    scope,
    exclusivity: pick(['exclusive', 'non_exclusive', 'sole', 'non_exclusive'] as const, random),
    advanceMinor: String(Math.round(random() * 90 + 10) * 10_000),
    currency: 'EUR',
    royalty: 400 + Math.floor(random() * 9) * 100,
  };
  return { terms, scope: freeze(scope, hierarchies) };
}

/** Whether nothing that stands is in the way; then it stands as well. */
export function fits(
  { given }: Context,
  work: string,
  exclusivity: Exclusivity,
  licensee: string,
  scope: Scope,
): boolean {
  const standing = given.get(work) ?? [];
  if (availability({ exclusivity, licensee, scope }, standing).state !== 'free') return false;
  given.set(work, [...standing, { exclusivity, licensee, scope, state: 'in_force' }]);
  return true;
}

function addLicence(
  context: Context,
  n: number,
  work: WorkData,
  holder: EnterpriseData,
  licensee: EnterpriseData,
): boolean {
  const { rows, today, random } = context;
  const state = pick(['active', 'active', 'active', 'expired', 'terminated', 'suspended', 'later'] as const, random);
  const startsIn = state === 'expired' ? -1_300 : state === 'later' ? 60 : -Math.floor(random() * 500);
  const { terms, scope } = drawTerms(context, work, startsIn, state === 'expired' ? 3 : 3 + Math.floor(random() * 2));
  const owned = freeze(
    {
      rights: { include: work.rights },
      territories: { include: work.territories },
      languages,
      term: { start: `${work.year}-01-01`, end: null },
    },
    hierarchies,
  );
  const inside =
    scope.territories.every((leaf) => owned.territories.includes(leaf)) && scope.term.start >= owned.term.start;
  const live = state === 'active' || state === 'later' || state === 'suspended';
  if (!inside || (live && !fits(context, work.slug, terms.exclusivity, licensee.slug, scope))) return false;
  const signedAt = new Date(today.getTime() + Math.min(startsIn - 20, -2) * 86_400_000);
  const offerId = addDeal(context, `licence ${n}`, work, holder, licensee, [terms], 'licensed', signedAt);
  const licenceId = stableId('licence', n);
  addSignedLicence(rows, {
    licenceId,
    number: `ASL-${String(signedAt.getUTCFullYear() % 100)}-DEMO-${String(1000 + n)}`,
    dealId: stableId('deal', `licence ${n}`),
    offerId,
    status: state === 'later' ? 'active' : state,
    terms,
    signedAt,
    activatedAt: signedAt,
    signers: [holder, licensee].map(({ slug, displayName: signs }) => ({ slug, signs })),
  });
  rows.add('licence_due', {
    id: stableId('due', n),
    licence_id: licenceId,
    kind: 'advance',
    amount_minor: terms.advanceMinor,
    currency: terms.currency,
    due_on: scope.term.start,
    withholding_minor: '0',
    paid_at: live ? signedAt : null,
    released_at: live ? signedAt : null,
  });
  const columns = columnsOf(scope, hierarchies);
  rows.add('rights_grant', {
    id: stableId('grant', n),
    work_id: stableId('work', work.slug),
    holder_id: enterpriseId(holder.slug),
    licensee_id: enterpriseId(licensee.slug),
    licence_id: licenceId,
    offer_id: offerId,
    exclusivity: terms.exclusivity,
    state: live ? 'in_force' : state === 'expired' ? 'expired' : 'terminated',
    scope: terms.scope,
    ...columns,
    cells: cellsOf(scope, hierarchies),
    created_at: signedAt,
    note: '',
  });
  return true;
}

/** A deal with its versions; the licensee begins, the sides take turns. Returns the id of the last version. */
export function addDeal(
  { rows }: Context,
  key: string,
  work: WorkData,
  holder: EnterpriseData,
  licensee: EnterpriseData,
  versions: readonly Terms[],
  status: keyof typeof offerStatus,
  at: Date,
): string {
  const id = stableId('deal', key);
  rows.add('deal', {
    id,
    number: `ASD-26-DEMO-${stableId(key).slice(0, 4).toUpperCase()}`,
    holder_id: enterpriseId(holder.slug),
    licensee_id: enterpriseId(licensee.slug),
    status,
    created_at: at,
    updated_at: at,
  });
  rows.add('deal_work', { deal_id: id, work_id: stableId('work', work.slug) });
  let offerId = '';
  for (const [index, terms] of versions.entries()) {
    offerId = stableId('offer', key, index);
    const last = index === versions.length - 1;
    rows.add('offer', {
      id: offerId,
      deal_id: id,
      version: index + 1,
      enterprise_id: enterpriseId(index % 2 === 0 ? licensee.slug : holder.slug),
      status: last ? offerStatus[status] : 'superseded',
      terms,
      valid_until: new Date(at.getTime() + 60 * 86_400_000),
      created_at: at,
    });
  }
  return offerId;
}

function addOpenDeal(
  context: Context,
  work: WorkData,
  holder: EnterpriseData,
  licensee: EnterpriseData,
  status: 'asked' | 'offered' | 'declined',
): void {
  const drawn = drawTerms(context, work, 45, 3).terms;
  const asked: Terms = {
    ...drawn,
    scope: { ...drawn.scope, territories: { include: ['CZ', 'SK'] } },
    exclusivity: 'non_exclusive',
  };
  const countered: Terms = { ...asked, royalty: (asked.royalty ?? 0) + 150 };
  addDeal(
    context,
    `waiting ${work.slug}`,
    work,
    holder,
    licensee,
    status === 'offered' ? [asked, countered] : [asked],
    status,
    new Date(context.today.getTime() - (status === 'declined' ? 9 : 2) * 86_400_000),
  );
}

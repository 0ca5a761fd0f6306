import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { type Currency, currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { earnedBy, paidFor, paidShare, sortShares } from './income.ts';
import { type RoyaltyLicence, royaltyLicence, termsForLicence } from './licence.ts';
import { type MissingReport, missingReports } from './overdue.ts';
import { titleOf } from './tell.ts';

/** A sum under a name, the largest first. */
export interface Income {
  readonly key: string;
  readonly name: string;
  readonly amount: Money;
}

export interface Balance {
  readonly number: string;
  readonly title: string;
  readonly licensee: string;
  /** Of the advance: what it was, and what is not earned yet. */
  readonly advance: Money;
  readonly open: Money;
}

/** A guarantee whose period runs: what counts so far, and what should count by now. */
export interface Guarantee {
  readonly number: string;
  readonly title: string;
  readonly licensee: string;
  readonly amount: Money;
  readonly counted: Money;
  readonly expected: Money;
  readonly periodsLeft: number;
  readonly atRisk: boolean;
}

export interface Portfolio {
  readonly currency: Currency;
  readonly total: Money;
  /** The newest first. */
  readonly byYear: readonly Income[];
  readonly byWork: readonly Income[];
  readonly byTerritory: readonly Income[];
  readonly byLicensee: readonly Income[];
  readonly balances: readonly Balance[];
  readonly guarantees: readonly Guarantee[];
  readonly overdue: readonly (MissingReport & {
    readonly number: string;
    readonly title: string;
    readonly licensee: string;
  })[];
}

const sent = {
  where: { status: { not: 'draft' } },
  orderBy: { startsOn: 'asc' },
  include: { due: { select: { shares: { select: { enterpriseId: true }, take: 1 } } } },
} as const satisfies Prisma.Licence$statementsArgs;
type Sent = Prisma.RoyaltyStatementGetPayload<typeof sent>;
type Whole = RoyaltyLicence & { readonly statements: readonly Sent[] };

/** A holder's licences, those that brought it something or of which a work has passed to it, and those of works of which it owns a part. */
function licencesFor(enterpriseId: string): Promise<Whole[]> {
  const owned = { some: { enterpriseId, kind: 'ownership', status: 'in_force' } } as const;
  return prisma().licence.findMany({
    where: {
      OR: [
        { deal: { OR: [{ holderId: enterpriseId }, { works: { some: { work: { holdings: owned } } } }] } },
        { grants: { some: { holderId: enterpriseId } } },
        { dues: { some: { shares: { some: { enterpriseId } } } } },
      ],
    },
    include: { ...royaltyLicence, statements: sent },
    orderBy: { signedAt: 'desc' },
    take: limits.pageMax * 5,
  });
}

/** Everything an enterprise earned by its licences, payment by payment and statement by statement. */
async function earnings(licences: readonly Whole[], enterpriseId: string) {
  const shares = await prisma().licenceShare.findMany({
    where: {
      enterpriseId,
      due: { licenceId: { in: licences.map(({ id }) => id) }, paidAt: { not: null } },
    },
    include: paidShare,
  });
  const sorted = sortShares(shares);
  const byId = new Map(licences.map((licence) => [licence.id, licence]));
  const fees = sorted.fees.flatMap((share) => {
    const licence = byId.get(share.due.licenceId);
    return licence ? [{ licence, currency: share.due.currency, earning: paidFor(licence, share) }] : [];
  });
  const royalties = licences.flatMap((licence) => {
    return licence.statements.flatMap((statement) => {
      // What was paid before the licence passed on is the former holder's.
      const holderId = statement.due?.shares[0]?.enterpriseId ?? licence.deal.holderId;
      const kept = sorted.royalties.get(statement.dueId ?? '');
      const earning = earnedBy(licence, statement, { enterpriseId, holderId, kept });
      return earning ? [{ licence, currency: statement.currency, earning }] : [];
    });
  });
  return [...fees, ...royalties];
}

/** What an enterprise earns by its licences: fees that were paid and royalties by the statements that were sent, each its own part; other currencies at today's rates. */
export async function portfolioOf(
  actor: Actor,
  enterprise: { readonly id: string; readonly currency: string },
  reader: Locale,
): Promise<Portfolio> {
  authorize(actor, 'royalty.view', { enterpriseId: enterprise.id });
  const licences = await licencesFor(enterprise.id);
  const to = currency(enterprise.currency);
  const rates = await currentRates();
  const names = new Map<string, string>();
  for (const { deal } of licences) {
    names.set(deal.licenseeId, nameFor(deal.licensee, reader));
    for (const { work } of deal.works) names.set(work.id, fieldText(work.text, 'title', reader));
  }
  const all: Record<'year' | 'work' | 'territory' | 'licensee', Map<string, bigint>> = {
    year: new Map(),
    work: new Map(),
    territory: new Map(),
    licensee: new Map(),
  };
  for (const { licence, currency: code, earning } of await earnings(licences, enterprise.id)) {
    const add = (map: Map<string, bigint>, key: string, minor: bigint) =>
      map.set(key, (map.get(key) ?? 0n) + convert(money(minor, code), to, rates).minor);
    add(all.year, earning.year, earning.whole);
    add(all.licensee, licence.deal.licenseeId, earning.whole);
    for (const [work, minor] of earning.byWork) add(all.work, work, minor);
    for (const [country, minor] of earning.byTerritory) add(all.territory, country, minor);
  }
  const income = (map: Map<string, bigint>): Income[] =>
    [...map]
      .filter(([, minor]) => minor !== 0n)
      .sort(([, a], [, b]) => (a === b ? 0 : a > b ? -1 : 1))
      .map(([key, minor]) => ({ key, name: names.get(key) ?? key, amount: money(minor, to) }));
  const today = isoDay(now());
  const given = licences.filter(({ deal }) => deal.holderId === enterprise.id);
  return {
    currency: to,
    total: money(
      [...all.licensee.values()].reduce((a, b) => a + b, 0n),
      to,
    ),
    byYear: income(all.year).sort((a, b) => (a.key < b.key ? 1 : -1)),
    byWork: income(all.work),
    byTerritory: income(all.territory),
    byLicensee: income(all.licensee),
    balances: given.flatMap((licence) => balanceOf(licence, reader)),
    guarantees: given.flatMap((licence) => guaranteeOf(licence, reader)),
    overdue: given.flatMap((licence) => overdueOf(licence, today, reader)),
  };
}

function named(licence: Whole, reader: Locale) {
  return { number: licence.number, title: titleOf(licence, reader), licensee: nameFor(licence.deal.licensee, reader) };
}

function balanceOf(licence: Whole, reader: Locale): Balance[] {
  const { advance, currency: code } = termsForLicence(licence);
  const open = licence.statements.at(-1)?.unrecoupedMinor ?? BigInt(advance.minor);
  if (!advance.recoupable || open === 0n || licence.status !== 'active') return [];
  return [{ ...named(licence, reader), advance: money(BigInt(advance.minor), code), open: money(open, code) }];
}

function guaranteeOf(licence: Whole, reader: Locale): Guarantee[] {
  const { guarantee, currency: code } = termsForLicence(licence);
  if (!guarantee || licence.status !== 'active') return [];
  const done = licence.statements.length % guarantee.everyPeriods;
  const own = done === 0 ? [] : licence.statements.slice(-done);
  const counted = own.reduce((sum, each) => sum + each.recoupedMinor + each.restMinor, 0n);
  const amount = BigInt(guarantee.minor);
  const expected = (amount * BigInt(done)) / BigInt(guarantee.everyPeriods);
  return [
    {
      ...named(licence, reader),
      amount: money(amount, code),
      counted: money(counted, code),
      expected: money(expected, code),
      periodsLeft: guarantee.everyPeriods - done,
      atRisk: counted < expected,
    },
  ];
}

function overdueOf(licence: Whole, today: string, reader: Locale): Portfolio['overdue'] {
  if (licence.status !== 'active' && licence.status !== 'suspended') return [];
  return missingReports(licence, licence.statements, today)
    .filter(({ daysLate }) => daysLate > 0)
    .slice(0, 1)
    .map((missing) => ({ ...missing, ...named(licence, reader) }));
}

import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { type Currency, currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import type { RoyaltyStatement } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { fraction } from './fraction.ts';
import { type RoyaltyLicence, royaltyLicence, termsForLicence } from './licence.ts';
import { linesSchema } from './lines.ts';
import { type MissingReport, missingReports } from './overdue.ts';
import { splitByWeights } from './split.ts';
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

type Whole = RoyaltyLicence & { readonly statements: readonly RoyaltyStatement[] };

/** What a holder's licences bring, from its statements that were sent; other currencies at today's rates. */
export async function portfolioOf(
  actor: Actor,
  enterprise: { readonly id: string; readonly currency: string },
  reader: Locale,
): Promise<Portfolio> {
  authorize(actor, 'royalty.view', { enterpriseId: enterprise.id });
  const licences: Whole[] = await prisma().licence.findMany({
    where: { deal: { holderId: enterprise.id } },
    include: { ...royaltyLicence, statements: { where: { status: { not: 'draft' } }, orderBy: { startsOn: 'asc' } } },
    orderBy: { signedAt: 'desc' },
    take: limits.pageMax * 5,
  });
  const to = currency(enterprise.currency);
  const rates = await currentRates();
  const into = (minor: bigint, code: string) => convert(money(minor, code), to, rates).minor;
  const sums = {
    work: new Map<string, bigint>(),
    territory: new Map<string, bigint>(),
    licensee: new Map<string, bigint>(),
  };
  const add = (map: Map<string, bigint>, key: string, minor: bigint) => map.set(key, (map.get(key) ?? 0n) + minor);
  const names = new Map<string, string>();
  for (const licence of licences) {
    const work = licence.deal.works[0]?.workId ?? '';
    names.set(work, titleOf(licence, reader)).set(licence.deal.licenseeId, licence.deal.licensee.displayName);
    for (const statement of licence.statements) {
      const gross = into(statement.grossMinor, statement.currency);
      add(sums.licensee, licence.deal.licenseeId, gross);
      add(sums.work, work, gross);
      for (const [country, part] of byTerritory(statement, gross)) add(sums.territory, country, part);
    }
  }
  const income = (map: Map<string, bigint>): Income[] =>
    [...map]
      .filter(([, minor]) => minor !== 0n)
      .sort(([, a], [, b]) => (a === b ? 0 : a > b ? -1 : 1))
      .map(([key, minor]) => ({ key, name: names.get(key) ?? key, amount: money(minor, to) }));
  const today = isoDay(now());
  return {
    currency: to,
    total: money(
      [...sums.licensee.values()].reduce((a, b) => a + b, 0n),
      to,
    ),
    byWork: income(sums.work),
    byTerritory: income(sums.territory),
    byLicensee: income(sums.licensee),
    balances: licences.flatMap((licence) => balanceOf(licence, reader)),
    guarantees: licences.flatMap((licence) => guaranteeOf(licence, reader)),
    overdue: licences.flatMap((licence) => overdueOf(licence, today, reader)),
  };
}

/** A statement's money by country: spread by what each country's sales brought. */
function byTerritory(statement: RoyaltyStatement, gross: bigint): [string, bigint][] {
  const sold = new Map<string, bigint>();
  for (const line of linesSchema.parse(statement.lines))
    if (line.kind === 'receipts') sold.set(line.territory, (sold.get(line.territory) ?? 0n) + BigInt(line.converted));
  const weights = [...sold.values()].map((value) => fraction(value > 0n ? value : 0n));
  const parts = splitByWeights(gross, weights);
  return [...sold.keys()].map((country, at) => [country, parts[at] ?? 0n]);
}

function named(licence: Whole, reader: Locale) {
  return { number: licence.number, title: titleOf(licence, reader), licensee: licence.deal.licensee.displayName };
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

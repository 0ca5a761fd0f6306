import { isoDay, now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { money } from '#lib/core/money.ts';
import type { LicenceDue, LicenceShare } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { currentRates } from '#lib/exchange/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import { commissionOn, commissionPlanReader, makeShareDue } from '#lib/payouts/index.ts';
import {
  byHolder,
  fraction,
  linesSchema,
  payableByHolder,
  splitByOwners,
  splitByWeights,
  termsForLicence,
  weighedWorks,
} from '#lib/royalties/index.ts';
import { releasedEntries, sharesOf } from './books.ts';
import { type LivingLicence, lockLiving } from './licence.ts';
import { type DueLeft, type ShareLeft, without } from './return-split.ts';

/** What a due follows from: interest from what was late, what is owed again from what a bank took back. */
async function originOf(tx: Tx, { interestForId, disputeId }: LicenceDue): Promise<LicenceDue | null> {
  if (interestForId) return tx.licenceDue.findUnique({ where: { id: interestForId } });
  if (!disputeId) return null;
  const dispute = await tx.dispute.findUnique({
    where: { id: disputeId },
    include: { payment: { include: { licenceDue: true } } },
  });
  return dispute?.payment.licenceDue ?? null;
}

/**
 * How much of a due is whose: of a royalty as its statement says, of what follows from another due as of that, of anything else by the works'
 * portions and their owners' shares.
 */
export async function holdersOfDue(
  tx: Tx,
  licence: LivingLicence,
  due: LicenceDue,
): Promise<ReadonlyMap<string, bigint>> {
  const statement = await tx.royaltyStatement.findUnique({ where: { dueId: due.id }, select: { lines: true } });
  if (statement) return payableByHolder(linesSchema.parse(statement.lines), due.amountMinor, licence.deal.holderId);
  const origin = await originOf(tx, due);
  if (!origin) return byHolder(splitByOwners(due.amountMinor, weighedWorks(licence, termsForLicence(licence))));
  const kept = await tx.licenceShare.findMany({ where: { dueId: origin.id }, orderBy: { enterpriseId: 'asc' } });
  const of =
    kept.length > 0
      ? new Map(kept.map(({ enterpriseId, shareMinor }) => [enterpriseId, shareMinor]))
      : await holdersOfDue(tx, licence, origin);
  const parts = splitByWeights(
    due.amountMinor,
    [...of.values()].map((minor) => fraction(minor)),
  );
  return new Map([...of.keys()].map((enterpriseId, at) => [enterpriseId, parts[at] ?? 0n]));
}

/** What the holders have of a due, written down once: the first time it is asked. The caller has locked the licence. */
export async function keepShares(tx: Tx, licence: LivingLicence, due: LicenceDue): Promise<LicenceShare[]> {
  const known = await tx.licenceShare.findMany({ where: { dueId: due.id }, orderBy: { enterpriseId: 'asc' } });
  if (known.length > 0) return known;
  const holders = await holdersOfDue(tx, licence, due);
  const [plans, rates, enterprises] = await Promise.all([
    commissionPlanReader(),
    currentRates(),
    tx.enterprise.findMany({ where: { id: { in: [...holders.keys()] } } }),
  ]);
  const code = currency(due.currency);
  const commission = (enterpriseId: string, minor: bigint): bigint => {
    const enterprise = enterprises.find(({ id }) => id === enterpriseId);
    if (!enterprise) return 0n;
    const parts = commissionOn(plans(enterprise, now()), [{ category: null, net: money(minor, code) }], {
      currency: code,
      day: isoDay(now()),
      rates,
    });
    return parts.reduce((sum, part) => sum + part.amount.minor, 0n);
  };
  await tx.licenceShare.createMany({
    data: sharesOf(due, holders, commission).map((share) => ({
      ...share,
      dueId: due.id,
      currency: due.currency,
      createdAt: now(),
    })),
  });
  return tx.licenceShare.findMany({ where: { dueId: due.id }, orderBy: { enterpriseId: 'asc' } });
}

/** What of a share the books of returns look at. */
function shareOf({ id: shareId, ...share }: LicenceShare): ShareLeft {
  const { enterpriseId, shareMinor, withholdingMinor, commissionMinor } = share;
  return { shareId, enterpriseId, shareMinor, withholdingMinor, commissionMinor };
}

/** What is left of a paid due after everything that went back. The caller has locked the licence. */
export async function leftOfDue(tx: Tx, licence: LivingLicence, due: LicenceDue): Promise<DueLeft> {
  const shares = await keepShares(tx, licence, due);
  const paid: DueLeft = { currency: currency(due.currency), taxMinor: due.taxMinor, shares: shares.map(shareOf) };
  const returns = await tx.dueReturn.findMany({
    where: { dueId: due.id, undoneAt: null },
    include: { shares: { include: { share: true } } },
    orderBy: { id: 'asc' },
  });
  return returns.reduce(
    (left, { taxMinor, shares: parts }) =>
      without(left, {
        taxMinor,
        shares: parts.map(({ share, ...part }) => ({ ...part, enterpriseId: share.enterpriseId })),
      }),
    paid,
  );
}

/** A due that was paid is earned: each holder's share is theirs, less the commission, and goes out. Once, however often it is called. */
export async function releaseDue(tx: Tx, licence: LivingLicence, dueId: string): Promise<void> {
  const due = await tx.licenceDue.findUniqueOrThrow({ where: { id: dueId } });
  if (!due.paidAt || due.releasedAt || licence.id !== due.licenceId) return;
  const { shares } = await leftOfDue(tx, licence, due);
  await post(tx, { cause: `due:${due.id}:released`, kind: 'licence_released', entries: releasedEntries(due, shares) });
  await tx.licenceDue.update({ where: { id: due.id }, data: { releasedAt: now() } });
  for (const { shareId } of shares) await makeShareDue(tx, shareId);
  await announce(tx, 'licence_due.released', { dueId: due.id });
}

/**
 * Releases what was paid by another way and booked (a royalty that arrived by bank), or cut off by a crash. What goes back because its
 * licence had ended is nobody's earning, also while the payer's bank does not take it.
 */
export async function releasePaid(): Promise<void> {
  const rows = await prisma().$queryRaw<{ id: string; licenceId: string }[]>`
    select d.id, d.licence_id as "licenceId" from licence_due d join licence l on l.id = d.licence_id
    where d.paid_at is not null and d.released_at is null and (l.status <> 'signed' or d.kind = 'royalty')
      and exists (select 1 from ledger_transaction t where t.cause = 'due:' || d.id || ':paid')
      and not exists (select 1 from refund r where r.cause = 'due:' || d.id || ':ended')
    order by d.paid_at limit ${limits.jobLicences}`;
  for (const { id, licenceId } of rows)
    await transaction(async (tx) => releaseDue(tx, await lockLiving(tx, { id: licenceId }), id));
}

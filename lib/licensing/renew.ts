import type { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { askAgain, keepForRenewal, renewedTerms, termsSchema } from '#lib/rights/index.ts';
import type { numberSchema } from './end.ts';
import { note, tell } from './events.ts';
import { daysAfter, type LivingLicence, lockLiving, lockSeen, requireParty } from './licence.ts';

/** Days of the right to negotiate first that a licence has where its life says nothing else. */
const usualDays = 90;

/** The days on which the licensee alone may negotiate the renewal: from, up to and without. Null where there is no end or no such right. */
export function renewalWindow({
  endsOn,
  life,
}: Pick<LivingLicence, 'endsOn' | 'life'>): { from: string; to: string } | null {
  const days = life?.negotiationDays ?? usualDays;
  return endsOn && days > 0 ? { from: daysAfter(isoDay(endsOn), -days), to: isoDay(endsOn) } : null;
}

/** Whether the licensee may ask for the renewal now. */
export function renewable(licence: LivingLicence, today: string): boolean {
  const window = renewalWindow(licence);
  return (
    licence.status === 'active' &&
    !licence.life?.terminatesOn &&
    !licence.life?.renewalDealId &&
    window !== null &&
    window.from <= today &&
    today < window.to
  );
}

/** The licensee asks for the renewal: a deal with the licence's terms for as long again. Throws `licensing.not_renewable`, `rights.conflict`. */
export async function renewLicence(actor: Actor, { number }: z.output<typeof numberSchema>): Promise<{ deal: string }> {
  return transaction(async (tx) => {
    const licence = await lockSeen(tx, actor, number);
    requireParty(actor, licence, 'licence.propose', 'licensee');
    const terms = renewedTerms(termsSchema.parse(licence.terms));
    if (!terms || !renewable(licence, isoDay(now()))) throw new DomainError('licensing.not_renewable');
    const { holderId, licenseeId, underId, works } = licence.deal;
    const workIds = works.map(({ workId }) => workId);
    const deal = await askAgain(tx, actor, { workIds, holderId, licenseeId, underId, terms });
    await tx.licenceLife.upsert({
      where: { licenceId: licence.id },
      create: { licenceId: licence.id, renewalDealId: deal.id },
      update: { renewalDealId: deal.id },
    });
    await note(tx, actor, licence.id, 'renewal_asked', { data: { deal: deal.number } });
    await tell(tx, licence, 'holder', 'renewal_asked', { once: deal.number });
    return { deal: deal.number };
  });
}

/** Opens the windows whose first day has come: the scope is kept for the licensee until the licence ends, and it is told. */
export async function openRenewals(): Promise<void> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    select l.id from licence l left join licence_life f on f.licence_id = l.id
    where l.status = 'active' and l.ends_on > ${isoDay(now())}::date and f.terminates_on is null
      and l.ends_on - coalesce(f.negotiation_days, ${usualDays}::int) <= ${isoDay(now())}::date
      and not exists (select 1 from licence_event e where e.licence_id = l.id and e.kind = 'renewal_open' and e.data->>'end' = l.ends_on::text)
    order by l.id limit ${limits.jobLicences}`;
  for (const { id } of rows)
    await transaction(async (tx) => {
      const licence = await lockLiving(tx, { id });
      const terms = renewedTerms(termsSchema.parse(licence.terms));
      if (!terms || !licence.endsOn || !renewable(licence, isoDay(now()))) return;
      const { holderId, licenseeId, underId, works } = licence.deal;
      const kept: boolean[] = [];
      for (const { workId } of works)
        kept.push(await keepForRenewal(tx, { workId, holderId, licenseeId, underId, terms }, licence.endsOn));
      await note(tx, system('licensing.renew'), licence.id, 'renewal_open', {
        data: { end: isoDay(licence.endsOn), kept: kept.every(Boolean) },
      });
      await tell(tx, licence, 'licensee', 'renewal_open', {
        once: isoDay(licence.endsOn),
        day: daysAfter(isoDay(licence.endsOn), -1),
      });
    }).catch((error: unknown) => log.error({ err: error, licenceId: id }, 'renewal window'));
}

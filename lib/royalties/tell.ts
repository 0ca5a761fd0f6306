import type { MembershipRole } from '#lib/core/actor.ts';
import { config } from '#lib/core/config.ts';
import type { Tx } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import type { RoyaltyLicence } from './licence.ts';

/** What may have happened to a statement, as a mail says it. */
export type StatementEvent = 'sent' | 'corrected' | 'accepted' | 'disputed' | 'answered' | 'paid';

const deciding: MembershipRole[] = ['owner', 'finance', 'signatory'];

/** The people of an enterprise who look after its royalties, each with their language. */
export async function peopleOf(tx: Tx, enterpriseId: string): Promise<{ id: string; email: string; reader: Locale }[]> {
  const members = await tx.membership.findMany({
    where: { enterpriseId, role: { in: deciding } },
    include: { user: true },
    distinct: ['userId'],
  });
  return members.map(({ user }) => ({ id: user.id, email: user.email, reader: locale(user.locale) }));
}

/** The title of a licence's first work as a reader knows it. */
export function titleOf({ deal }: RoyaltyLicence, reader: Locale): string {
  return fieldText(deal.works[0]?.work.text, 'title', reader);
}

interface Told {
  readonly number: string;
  readonly revision: number;
  readonly period: string;
}

/** Mails the people of one side that a statement has moved; each moving once. */
export async function tellOf(
  tx: Tx,
  licence: RoyaltyLicence,
  side: 'holder' | 'licensee',
  event: StatementEvent,
  { number, revision, period }: Told,
  once = '',
): Promise<void> {
  const { deal } = licence;
  const [to, other] = side === 'holder' ? [deal.holderId, deal.licensee] : [deal.licenseeId, deal.holder];
  for (const { id, email, reader } of await peopleOf(tx, to)) {
    await queueMail(tx, {
      cause: `royalty:${number}:${revision}:${event}${once}:${id}`,
      template: 'royalty_statement',
      recipient: email,
      locale: reader,
      params: {
        title: titleOf(licence, reader),
        link: `${config().SITE_URL}/${reader}/licences/${licence.number}/statements/${period}`,
        event,
        other: nameFor(other, reader),
        period,
      },
    });
  }
}

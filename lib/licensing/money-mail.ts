import { config } from '#lib/core/config.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { LicenceDue } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { translator, writtenAs } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { peopleOf, titleOf } from '#lib/royalties/index.ts';
import { enterpriseOf, type LivingLicence, type Party } from './licence.ts';

/** What may happen to the money of a licence, as a mail says it. */
export type MoneyEvent = 'paid' | 'refunded' | 'refund_failed' | 'dispute_opened' | 'dispute_won' | 'dispute_lost';

export interface MoneyNews {
  /** The same thing is told once. */
  readonly once: string;
  readonly amountMinor: bigint;
  /** The number of its invoice or credit note; empty where there is none. */
  readonly paper?: string;
  readonly reason?: string;
  /** Until when something is to be done. */
  readonly until?: Date | null;
}

/** Mails both sides what happened to a due's money. */
export async function tellOfMoney(
  tx: Tx,
  licence: LivingLicence,
  due: Pick<LicenceDue, 'kind' | 'currency'>,
  event: MoneyEvent,
  { once, amountMinor, paper = '', reason = '', until = null }: MoneyNews,
): Promise<void> {
  const sides: readonly Party[] = ['holder', 'licensee'];
  for (const side of sides)
    for (const { id, email, reader } of await peopleOf(tx, enterpriseOf(licence, side))) {
      const t = await translator(reader, 'licensing');
      await queueMail(tx, {
        cause: `licence:${licence.id}:money:${event}:${once}:${id}`,
        template: 'licence_money',
        recipient: email,
        locale: reader,
        params: {
          event,
          side,
          number: licence.number,
          title: titleOf(licence, reader),
          other: nameFor(side === 'holder' ? licence.deal.licensee : licence.deal.holder, reader),
          what: t(`due_kind.${due.kind}`),
          amount: formatMoney(money(amountMinor, due.currency), reader),
          paper,
          papered: paper ? 'yes' : 'no',
          reason,
          reasoned: reason ? 'yes' : 'no',
          day: until
            ? new Intl.DateTimeFormat(writtenAs(reader), { dateStyle: 'long', timeZone: 'UTC' }).format(until)
            : '',
          link: `${config().SITE_URL}/${reader}/licences/${licence.number}#money`,
        },
      });
    }
}

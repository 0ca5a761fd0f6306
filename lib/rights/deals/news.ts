import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import type { Deal } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, locale, withTranslations } from '#lib/languages/index.ts';
import { type MailParams, queueMails } from '#lib/notifications/index.ts';

/** Steps towards a licence or away from it, and what else happens on the way: each is one mail's word. */
const steps = ['asked', 'offered', 'accepted_once', 'agreed', 'withdrawn', 'declined'] as const;
const news = [
  'option_asked',
  'option_given',
  'option_refused',
  'option_released',
  'option_lapsed',
  'offer_expired',
  'owner_needed',
  'consent_needed',
] as const;
export type DealEvent = (typeof steps)[number] | (typeof news)[number];

/** Mails the people of the other side who may answer, each in their language; who ends the talks says why, in their own words. */
export async function tell(tx: Tx, deal: Deal, by: string, event: DealEvent, reason = ''): Promise<void> {
  await tellEnterprise(tx, deal, otherSide(deal, by), by, event, reason);
}

/** Mails the people of one enterprise that something moved in a deal; `by` is whom they deal with. */
export async function tellEnterprise(
  tx: Tx,
  deal: Deal,
  to: string,
  by: string,
  event: DealEvent,
  reason = '',
): Promise<void> {
  const once = `${event}:${now().getTime()}`;
  if (steps.some((each) => each === event))
    await mail(tx, deal, { to, by, template: 'deal_moved' }, once, (base) => ({ ...base, event, reason }));
  else await mail(tx, deal, { to, by, template: 'deal_news' }, once, (base) => ({ ...base, event }));
}

/** Mails what one side wrote to the people of the other. */
export async function tellWords(tx: Tx, deal: Deal, by: string, message: { id: string; body: string }): Promise<void> {
  const way = { to: otherSide(deal, by), by, template: 'deal_message' } as const;
  await mail(tx, deal, way, message.id, (base) => ({ ...base, text: message.body }));
}

/** The enterprise that a side talks with. */
export function otherSide(deal: Pick<Deal, 'holderId' | 'licenseeId'>, side: string): string {
  return side === deal.holderId ? deal.licenseeId : deal.holderId;
}

interface Base {
  readonly title: string;
  readonly link: string;
  readonly other: string;
}

async function mail<T extends 'deal_moved' | 'deal_news' | 'deal_message'>(
  tx: Tx,
  deal: Deal,
  { to, by, template }: { to: string; by: string; template: T },
  once: string,
  params: (base: Base) => MailParams[T],
): Promise<void> {
  const [sender, people, dealWork] = await Promise.all([
    tx.enterprise.findUniqueOrThrow({ where: { id: by } }),
    tx.membership.findMany({
      where: { enterpriseId: to, role: { in: ['owner', 'signatory'] } },
      include: { user: true },
      distinct: ['userId'],
    }),
    tx.dealWork.findFirstOrThrow({
      where: { dealId: deal.id },
      orderBy: { workId: 'asc' },
      include: { work: { include: { text: withTranslations } } },
    }),
  ]);
  const mails = people.map(({ user }) => {
    const reader: Locale = locale(user.locale);
    return {
      cause: `deal:${deal.id}:${once}:${user.id}`,
      template,
      recipient: user.email,
      locale: reader,
      params: params({
        title: fieldText(dealWork.work.text, 'title', reader),
        link: `${config().SITE_URL}/${reader}/deals/${deal.number}`,
        other: nameFor(sender, reader),
      }),
    };
  });
  await queueMails(tx, mails);
}

import { config } from '#lib/core/config.ts';
import type { Tx } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, locale } from '#lib/languages/index.ts';
import { queueMails } from '#lib/notifications/index.ts';
import type { WholeContract } from './party.ts';

export type ContractEvent = 'drafted' | 'redrafted' | 'signed_once' | 'concluded' | 'registered';

type Told = Pick<WholeContract, 'id' | 'number' | 'parties' | 'deal'>;

/** Mails those of the other parties who sign, each in their language. */
export async function tellParties(
  tx: Tx,
  contract: Told,
  event: ContractEvent,
  by: string | null,
  version: number,
): Promise<void> {
  const others = contract.parties.filter((each) => each.enterpriseId !== by);
  const people = await tx.membership.findMany({
    where: { enterpriseId: { in: others.map((each) => each.enterpriseId) }, role: { in: ['owner', 'signatory'] } },
    include: { user: true },
  });
  const text = contract.deal.works[0]?.work.text;
  const sender = contract.parties.find((each) => each.enterpriseId === by)?.enterprise;
  const mails = people.map(({ user }) => {
    const reader = locale(user.locale);
    return {
      cause: `contract:${contract.id}:${event}:${version}:${by ?? ''}:${user.id}`,
      template: 'contract_moved' as const,
      recipient: user.email,
      locale: reader,
      params: {
        title: text ? fieldText(text, 'title', reader) : contract.number,
        link: `${config().SITE_URL}/${reader}/contracts/${contract.number}`,
        event,
        other: sender ? nameFor(sender, reader) : 'Ambersilk',
        version,
      },
    };
  });
  await queueMails(tx, mails);
}

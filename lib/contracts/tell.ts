import { config } from '#lib/core/config.ts';
import type { Tx } from '#lib/db/index.ts';
import { fieldText, locale, withTranslations } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';

export type ContractEvent = 'drafted' | 'redrafted' | 'signed_once' | 'concluded' | 'registered';

/** Mails those of the other parties who sign, each in their language. */
export async function tellParties(
  tx: Tx,
  contractId: string,
  event: ContractEvent,
  by: string | null,
  version: number,
): Promise<void> {
  const contract = await tx.contract.findUniqueOrThrow({
    where: { id: contractId },
    include: {
      parties: { include: { enterprise: true } },
      deal: {
        include: { works: { include: { work: { include: { text: withTranslations } } }, orderBy: { workId: 'asc' } } },
      },
    },
  });
  const others = contract.parties.filter((each) => each.enterpriseId !== by);
  const people = await tx.membership.findMany({
    where: { enterpriseId: { in: others.map((each) => each.enterpriseId) }, role: { in: ['owner', 'signatory'] } },
    include: { user: true },
  });
  const text = contract.deal.works[0]?.work.text;
  const sender = contract.parties.find((each) => each.enterpriseId === by)?.enterprise.displayName ?? 'Ambersilk';
  for (const { user } of people) {
    const reader = locale(user.locale);
    await queueMail(tx, {
      cause: `contract:${contract.id}:${event}:${version}:${by ?? ''}:${user.id}`,
      template: 'contract_moved',
      recipient: user.email,
      locale: reader,
      params: {
        title: text ? fieldText(text, 'title', reader) : contract.number,
        link: `${config().SITE_URL}/${reader}/contracts/${contract.number}`,
        event,
        other: sender,
        version,
      },
    });
  }
}

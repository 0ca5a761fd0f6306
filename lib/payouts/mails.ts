import { config } from '#lib/core/config.ts';
import { formatMoney, type Money } from '#lib/core/money.ts';
import type { Tx } from '#lib/db/index.ts';
import { locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';

/** An enterprise's owners and people of finance, each once. */
async function moneyPeople(tx: Tx, enterpriseId: string) {
  const enterprise = await tx.enterprise.findUniqueOrThrow({
    where: { id: enterpriseId },
    include: { memberships: { where: { role: { in: ['owner', 'finance'] } }, include: { user: true } } },
  });
  const people = [...new Map(enterprise.memberships.map(({ user }) => [user.id, user])).values()];
  return {
    enterprise,
    people: people.map((user) => ({ id: user.id, email: user.email, reader: locale(user.locale) })),
  };
}

/** Tells who has to do with an enterprise's money that its account was changed, verified or refused. */
export async function tellOfAccount(
  tx: Tx,
  told: {
    enterpriseId: string;
    accountId: string;
    what: 'changed' | 'verified' | 'refused';
    account: string;
    reason?: string;
  },
): Promise<void> {
  const { enterprise, people } = await moneyPeople(tx, told.enterpriseId);
  for (const { id, email, reader } of people) {
    await queueMail(tx, {
      cause: `payout_account:${told.accountId}:${told.what}:${id}`,
      template: `payout_account_${told.what}`,
      recipient: email,
      locale: reader,
      params: {
        enterprise: enterprise.displayName,
        account: told.account,
        reason: told.reason ?? '',
        link: `${config().SITE_URL}/${reader}/studio/payouts/account?enterprise=${enterprise.slug}`,
      },
    });
  }
}

/** Tells them that a bank has sent money back. */
export async function tellOfReturn(
  tx: Tx,
  told: { enterpriseId: string; cause: string; amount: Money; reason: string },
): Promise<void> {
  const { enterprise, people } = await moneyPeople(tx, told.enterpriseId);
  for (const { id, email, reader } of people) {
    await queueMail(tx, {
      cause: `${told.cause}:${id}`,
      template: 'payout_returned',
      recipient: email,
      locale: reader,
      params: {
        enterprise: enterprise.displayName,
        amount: formatMoney(told.amount, reader),
        reason: told.reason,
        link: `${config().SITE_URL}/${reader}/studio/payouts?enterprise=${enterprise.slug}`,
      },
    });
  }
}

import { z } from 'zod';
import { prisma } from '#lib/db/index.ts';
import { stripe } from '#lib/payments/stripe.ts';
import { countFrom, makeEnterprise, makeListing, referenceData } from '#tests/integration/world.ts';

/** What a schedule's buyers can buy of one enterprise, and who acts for it. */
export const sellerSchema = z.object({
  enterpriseId: z.uuid(),
  userId: z.uuid(),
  /** Its account at Stripe; null for one that is paid through a bank. */
  accountId: z.string().nullable(),
  variants: z.array(z.object({ id: z.uuid(), stock: z.number().nullable() })),
});
export const shopSchema = z.array(sellerSchema);
export type Seller = z.infer<typeof sellerSchema>;

// The server before this one, which was killed, has made some.
countFrom(process.pid * 1_000);

const iban = 'DE89370400440532013000';

/** A connected account that has told Stripe everything, so that it can receive transfers. */
async function connectedAccount(): Promise<string> {
  const account = await stripe().accounts.create({
    country: 'BG',
    type: 'express',
    capabilities: { transfers: { requested: true } },
  });
  const address = 'http://127.0.0.1/studio';
  const link = await stripe().accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    return_url: address,
    refresh_url: address,
  });
  await fetch(link.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ decision: 'submit', name: 'Maystor', iban }),
  });
  return account.id;
}

async function seller(bank: boolean): Promise<Seller> {
  const { enterprise, user } = await makeEnterprise(bank ? { country: 'CN', currency: 'CNY', locale: 'zh-CN' } : {});
  const stripeAccountId = bank ? null : await connectedAccount();
  if (stripeAccountId === null)
    await prisma().payoutAccount.create({
      data: {
        enterpriseId: enterprise.id,
        currency: 'EUR',
        status: 'verified',
        holderName: 'Maystor',
        bankCountry: 'DE',
        iban,
      },
    });
  else {
    await prisma().enterprise.update({
      where: { id: enterprise.id },
      data: { payoutRail: 'stripe_connect', stripeAccountId },
    });
    await prisma().connectedAccount.create({
      data: {
        enterpriseId: enterprise.id,
        stripeId: stripeAccountId,
        transfersActive: true,
        payoutsEnabled: true,
        usableFrom: new Date(0),
      },
    });
  }
  const currency = bank ? 'CNY' : 'EUR';
  // One that is scarce, so that buyers meet at the last piece; one that is not; one that is no thing.
  const made = [
    await makeListing(enterprise.id, { stock: 3, price: 4_800n, currency }),
    await makeListing(enterprise.id, { stock: 60, price: 3_335n, currency }),
    await makeListing(enterprise.id, { stock: null, price: 1_299n, currency, kind: 'download' }),
  ];
  return {
    enterpriseId: enterprise.id,
    userId: user.id,
    accountId: stripeAccountId,
    variants: made.map(({ variant }) => ({ id: variant.id, stock: variant.stockOnHand })),
  };
}

/** The enterprises of one schedule: one paid through Stripe, one by bank transfer or through Stripe as well. */
export async function makeShop(kind: string): Promise<readonly Seller[]> {
  if ((await prisma().vatRate.count()) === 0) await referenceData();
  return [await seller(false), await seller(kind === 'bank')];
}

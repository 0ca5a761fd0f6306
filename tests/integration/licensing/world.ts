import { prisma, transaction } from '#lib/db/index.ts';
import { payDue, readLicence, settlePayment, startLicence } from '#lib/licensing/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import { termsSchema } from '#lib/rights/index.ts';
import type { RoyaltyTerms } from '#lib/royalties/index.ts';
import { freezeRoyaltyTerms, royaltyTermsOf } from '#lib/royalties/index.ts';
import { onboard, type Sandbox } from '../payouts/world.ts';
import { makeLicence, type Parties } from '../royalties/parties.ts';

/** A licence that was just signed, with these royalty terms, and whose life has begun. */
export async function signedLicence(
  over: { advance?: string; startsOn?: string; endsOn?: string; terms?: Partial<RoyaltyTerms> } = {},
): Promise<Parties> {
  const parties = await makeLicence({ ...over, signedOnly: true });
  const licence = await prisma().licence.findUniqueOrThrow({ where: { id: parties.licenceId } });
  if (over.terms) {
    const terms = { ...royaltyTermsOf(termsSchema.parse(licence.terms)), ...over.terms };
    await transaction((tx) => freezeRoyaltyTerms(tx, licence.id, terms));
  }
  await startLicence(parties.licenceId);
  return { ...parties, licensee: { ...parties.licensee, email: 'payer@example.com' } };
}

/** Lets the holder be paid by Stripe, at once and in full. */
export async function connectHolder(sandbox: Sandbox, { holder, holderId }: Parties): Promise<void> {
  const enterprise = await prisma().enterprise.update({
    where: { id: holderId },
    data: { country: 'BG', payoutRail: 'stripe_connect', verifiedAt: new Date('2020-01-01') },
  });
  await onboard(sandbox, { enterprise, owner: holder });
  await prisma().connectedAccount.updateMany({
    where: { enterpriseId: holderId },
    data: { usableFrom: new Date('2020-01-01') },
  });
}

/** The dues of a licence as its licensee sees them. */
export async function duesOf(parties: Parties) {
  return (await readLicence(parties.licensee, parties.number)).dues;
}

/** The first due that is open, as the licensee would pay it. */
export async function openDue(parties: Parties) {
  const due = (await duesOf(parties)).find((each) => !each.paidAt && !each.cancelledAt);
  if (!due) throw new Error('a due is open');
  return { dueId: due.id, total: `${due.asked.totalMinor}` };
}

/** Pays a page at the sandbox, of which no webhook tells. */
export async function payPage(
  sandbox: Sandbox,
  dueId: string,
  card = '4242424242424242',
): Promise<{ paymentId: string; session: string }> {
  const payment = await prisma().payment.findFirstOrThrow({
    where: { licenceDueId: dueId, status: 'open' },
    orderBy: { createdAt: 'desc' },
  });
  const session = payment.checkoutSessionId ?? '';
  await fetch(`${sandbox.url}/sandbox/sessions/${session}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card }),
  });
  return { paymentId: payment.id, session };
}

/** Opens, pays and settles the first open due. */
export async function payFirst(sandbox: Sandbox, parties: Parties): Promise<string> {
  const due = await openDue(parties);
  await payDue(parties.licensee, due);
  const { paymentId, session } = await payPage(sandbox, due.dueId);
  await confirmPayment(session);
  await settlePayment(paymentId);
  return due.dueId;
}

/** What a cause booked, by the account's code, in the order of the codes. */
export async function booked(cause: string): Promise<Record<string, bigint>> {
  const found = await prisma().ledgerTransaction.findUnique({
    where: { cause },
    include: { entries: { include: { account: true } } },
  });
  return Object.fromEntries(
    (found?.entries ?? []).map(({ account, amountMinor }) => [account.code, amountMinor] as const).sort(),
  );
}

export async function statusOf(parties: Parties): Promise<string> {
  return (await prisma().licence.findUniqueOrThrow({ where: { id: parties.licenceId } })).status;
}

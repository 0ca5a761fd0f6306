import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { minute, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { id } from '#lib/core/validation.ts';
import type { LicenceDue, Payment } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { type Locale, locale as localeOf, translator } from '#lib/languages/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import { closeCheckout, openCheckout } from '#lib/payments/index.ts';
import { licencesSeenBy } from '#lib/rights/index.ts';
import { titleOf } from '#lib/royalties/index.ts';
import { type LivingLicence, lockLiving, requireParty } from './licence.ts';
import { askedOf, outlivesEnd } from './schedule.ts';
import { taxOn } from './tax.ts';

export const payDueSchema = z.object({
  dueId: id,
  /** What the payer saw, in minor units. */
  total: z.string().regex(/^\d{1,15}$/, { error: 'invalid' }),
});

/** Stripe keeps a payment page open for 30 minutes at the least. */
export const openFor = 31 * minute;

interface Prepared {
  readonly licence: LivingLicence;
  readonly due: LicenceDue;
  readonly payment: Payment;
}

/**
 * Opens the payment page of a due for the licensee. Twice opens the same page; a page that was left is closed before there is another, so
 * that nobody pays twice. It comes back in the reader's language. Throws `licensing.amount_changed` when it is not what was shown, `licensing.paid_already`, `licensing.not_due`.
 */
export async function payDue(
  actor: Actor,
  input: z.output<typeof payDueSchema>,
  reader: Locale = localeOf(person(actor).locale),
): Promise<{ url: string }> {
  await closeLeft(actor, input.dueId);
  const prepared = await transaction((tx) => prepare(tx, actor, input));
  const { payment } = prepared;
  if (payment.checkoutUrl) return { url: payment.checkoutUrl };
  const url = await openCheckout(await requestFor(actor, prepared, reader));
  if (url) return { url };
  // Its time was over before a page was made (the server had died): the next try makes another.
  await prisma().payment.updateMany({ where: { id: payment.id, status: 'open' }, data: { status: 'expired' } });
  throw new DomainError('licensing.try_again');
}

/** Of a licence that the actor sees: whose it is goes into the question, so that a stranger neither waits nor makes anybody wait. */
async function lockDue(tx: Tx, actor: Actor, dueId: string): Promise<{ licence: LivingLicence; due: LicenceDue }> {
  const known = await tx.licenceDue.findFirst({
    where: { id: dueId, licence: licencesSeenBy(actor, 'licence.view') },
    select: { licenceId: true },
  });
  if (!known) throw new DomainError('licensing.unknown');
  const licence = await lockLiving(tx, { id: known.licenceId });
  return { licence, due: await tx.licenceDue.findUniqueOrThrow({ where: { id: dueId } }) };
}

async function prepare(tx: Tx, actor: Actor, input: z.output<typeof payDueSchema>): Promise<Prepared> {
  const { licence, due } = await lockDue(tx, actor, input.dueId);
  requireParty(actor, licence, 'licence.pay', 'licensee');
  if (due.paidAt) throw new DomainError('licensing.paid_already');
  if (due.cancelledAt || !outlivesEnd(due, licence)) throw new DomainError('licensing.not_due');
  const tax = await taxOn(licence, due);
  const { totalMinor } = askedOf(due, tax.minor);
  if (`${totalMinor}` !== input.total)
    throw new DomainError('licensing.amount_changed', {
      amount: formatMoney(money(totalMinor, due.currency), person(actor).locale),
    });
  const open = await tx.payment.findFirst({
    where: { licenceDueId: due.id, status: { in: ['open', 'processing', 'succeeded'] } },
  });
  if (open && open.status !== 'open') throw new DomainError('licensing.being_paid');
  const asked = await tx.licenceDue.update({
    where: { id: due.id },
    data: { taxMinor: tax.minor, taxRule: tax.rule, taxRate: tax.rate },
  });
  const payment =
    open ??
    (await tx.payment.create({
      data: { licenceDueId: due.id, amountMinor: totalMinor, currency: due.currency, createdAt: now() },
    }));
  return { licence, due: asked, payment };
}

/** A page of another amount, or one whose time is over, is closed; where it was paid at that moment, that is taken. */
async function closeLeft(actor: Actor, dueId: string): Promise<void> {
  const open = await prisma().payment.findFirst({
    where: { licenceDueId: dueId, status: 'open', licenceDue: { licence: licencesSeenBy(actor, 'licence.view') } },
    include: { licenceDue: true },
  });
  const due = open?.licenceDue;
  if (!open || !due) return;
  const licence = await transaction((tx) => lockLiving(tx, { id: due.licenceId }));
  requireParty(actor, licence, 'licence.pay', 'licensee');
  const over = open.createdAt.getTime() + openFor - minute < now().getTime();
  const tax = await taxOn(licence, due);
  const same = askedOf(due, tax.minor).totalMinor === open.amountMinor;
  if (same && !over) return;
  if (open.checkoutSessionId) {
    await closeCheckout(open.checkoutSessionId);
    await confirmPayment(open.checkoutSessionId);
  } else await prisma().payment.updateMany({ where: { id: open.id, status: 'open' }, data: { status: 'expired' } });
}

async function requestFor(actor: Actor, { licence, due, payment }: Prepared, reader: Locale) {
  const { email } = person(actor);
  const t = await translator(reader, 'licensing');
  const page = `${config().SITE_URL}/${reader}/licences/${licence.number}`;
  return {
    paymentId: payment.id,
    transferGroup: due.id,
    email,
    locale: reader,
    currency: currency(due.currency),
    items: [
      {
        name: t('payment_item', {
          kind: t(`due_kind.${due.kind}`),
          title: titleOf(licence, reader),
          number: licence.number,
        }),
        quantity: 1,
        unitAmount: money(payment.amountMinor, payment.currency),
      },
    ],
    successUrl: `${config().SITE_URL}/api/licences/paid?payment=${payment.id}&locale=${reader}`,
    cancelUrl: `${page}?left=1#money`,
    expiresAt: new Date(payment.createdAt.getTime() + openFor),
    metadata: { licence: licence.number, due: due.id },
  };
}

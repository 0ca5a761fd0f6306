import { uuidPattern } from '#lib/core/ids.ts';
import type { Payment } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { saleOfCharge } from '#lib/payments/index.ts';
import { confirmPayment } from './payment.ts';

/** The payment of a charge; where its own news is still on its way, it is read first. */
export async function paymentOfCharge(chargeId: string): Promise<Payment | null> {
  const known = await prisma().payment.findUnique({ where: { chargeId } });
  if (known) return known;
  const sale = await saleOfCharge(chargeId);
  const open =
    sale && uuidPattern.test(sale)
      ? await prisma().payment.findMany({
          where: { OR: [{ orderId: sale }, { licenceDueId: sale }, { translationOrderId: sale }] },
        })
      : [];
  for (const { checkoutSessionId } of open) if (checkoutSessionId) await confirmPayment(checkoutSessionId);
  return prisma().payment.findUnique({ where: { chargeId } });
}

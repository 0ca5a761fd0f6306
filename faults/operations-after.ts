import { z } from 'zod';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import {
  answerReturn,
  answerReturnSchema,
  askReturn,
  cancelByBuyer,
  cancelBySeller,
  confirmParcel,
  declineOffer,
  giveEvidence,
  receiveReturn,
  refundSome,
  sendReturn,
  shipOrder,
  takeOffer,
  toSend,
  withdrawReturn,
} from '#lib/ordering/index.ts';
import { ownerOf } from '#tests/integration/world.ts';
import type { Operations } from './answer.ts';
import { type Part, quantitiesSchema } from './parts.ts';

/** What buyers and sellers do once an order is paid. */

const where = z.union([z.object({ enterpriseId: z.uuid() }), z.object({ orderId: z.uuid() })]);
export const sellersPart = z.object({ sellerOrderId: z.uuid(), enterpriseId: z.uuid(), userId: z.uuid() });
const buyersPart = z.object({ sellerOrderId: z.uuid(), key: z.string() });
const some = z.object({ quantities: quantitiesSchema });
const refund = sellersPart.extend({
  requestKey: z.uuid(),
  shipping: z.literal('on').optional(),
  amount: z.string(),
  quantities: quantitiesSchema,
});
const sellersReturn = sellersPart.extend({ returnId: z.uuid() });
const buyersReturn = z.object({
  returnId: z.uuid(),
  key: z.string(),
  what: z.enum(['withdraw', 'take', 'decline', 'send']),
});

const ownerIn = ({ userId, enterpriseId }: z.infer<typeof sellersPart>) => ownerOf(userId, enterpriseId);
const chosen = (value: unknown) => {
  const { quantities } = some.parse(value);
  return quantities && new Map(Object.entries(quantities));
};

async function parts(value: unknown): Promise<Part[]> {
  const found = await prisma().sellerOrder.findMany({
    where: where.parse(value),
    orderBy: { id: 'asc' },
    include: {
      lines: { orderBy: { id: 'asc' } },
      shipments: { orderBy: { id: 'asc' } },
      returns: { orderBy: { id: 'asc' } },
      order: { include: { payments: { include: { disputes: { where: { closedAt: null } } } } } },
    },
  });
  return found.map((part) => ({
    id: part.id,
    orderId: part.orderId,
    enterpriseId: part.enterpriseId,
    status: part.status,
    left: Number(part.totalMinor - part.refundedMinor),
    disputeId: part.order.payments.flatMap(({ disputes }) => disputes)[0]?.id ?? null,
    lines: part.lines.map((line) => ({
      id: line.id,
      quantity: line.quantity,
      toSend: toSend(line),
      withBuyer: line.sentQuantity - line.returnedQuantity,
      refundable: line.quantity - line.refundedQuantity,
    })),
    parcels: part.shipments.map(({ id, deliveredAt }) => ({ id, arrived: deliveredAt !== null })),
    returns: part.returns.map(({ id, status }) => ({ id, status })),
  }));
}

async function asBuyer(value: unknown): Promise<string> {
  const { what, ...input } = buyersReturn.parse(value);
  if (what === 'withdraw') return withdrawReturn(guest, input);
  if (what === 'take') return takeOffer(guest, input);
  if (what === 'decline') return declineOffer(guest, input);
  return sendReturn(guest, { ...input, carrier: 'Poczta', trackingNumber: 'PP1' });
}

export const afterOperations: Operations = {
  parts,
  ship: async (value) => {
    const input = sellersPart.parse(value);
    const parcel = { sellerOrderId: input.sellerOrderId, carrier: 'Speedy', trackingNumber: 'SP1' };
    return shipOrder(ownerIn(input), parcel, chosen(value));
  },
  arrived: async (value) => {
    const { shipmentId, key } = z.object({ shipmentId: z.uuid(), key: z.string() }).parse(value);
    return confirmParcel(guest, { shipmentId, key });
  },
  cancel_as_buyer: async (value) => cancelByBuyer(guest, buyersPart.parse(value), chosen(value)),
  cancel_as_seller: async (value) => {
    const input = sellersPart.parse(value);
    const { sellerOrderId } = input;
    return cancelBySeller(ownerIn(input), { sellerOrderId, note: 'The kiln has broken down.' }, chosen(value));
  },
  refund: async (value) => {
    const { quantities: _, userId, enterpriseId, shipping, ...input } = refund.parse(value);
    const actor = ownerOf(userId, enterpriseId);
    return refundSome(actor, { ...input, shipping, note: '' }, chosen(value));
  },
  ask_return: async (value) =>
    askReturn(guest, { ...buyersPart.parse(value), reason: 'changed_mind', note: '', pictures: [] }, chosen(value)),
  return_as_buyer: asBuyer,
  answer_return: async (value) => {
    const input = sellersReturn.parse(value);
    const answer = answerReturnSchema.parse({ ...input, ...Object(value), answer: 'Send it to our workshop.' });
    return answerReturn(ownerIn(input), answer);
  },
  receive_return: async (value) => {
    const input = sellersReturn.parse(value);
    const { restock } = z.object({ restock: z.literal('on').optional() }).parse(value);
    return receiveReturn(ownerIn(input), { returnId: input.returnId, restock });
  },
  evidence: async (value) => {
    const input = sellersPart.parse(value);
    const said = z.object({ disputeId: z.uuid(), words: z.string() }).parse(value);
    return giveEvidence(ownerIn(input), { ...said, sellerOrderId: input.sellerOrderId });
  },
};

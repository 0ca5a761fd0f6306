// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are source texts
import type { Mutation } from './mutations.ts';

const refund = 'lib/ordering/refund.ts';
const followRefund = 'lib/ordering/follow-refund.ts';
const askedRefund = 'lib/payments/refund.ts';
const reversal = 'lib/payments/reversal.ts';
const cancel = 'lib/ordering/cancel.ts';
const dispute = 'lib/ordering/dispute.ts';
const disputeBooks = 'lib/ordering/dispute-books.ts';
const orderReturn = 'lib/ordering/return.ts';
const answeredReturn = 'lib/ordering/return-answer.ts';
const takeBack = 'lib/payouts/take-back.ts';
const payouts = 'lib/payouts/stripe-payouts.ts';
const sellerOrder = 'lib/ordering/seller-order.ts';
const fulfil = 'lib/ordering/fulfil.ts';

/** Mistakes in what follows a payment: refunds, cancelling, returns, disputes, reversals, payouts. */
export const afterMutations: readonly Mutation[] = [
  {
    name: 'a refund has another key each time',
    edits: [{ file: askedRefund, from: '`refund:${id}`', to: '`refund:${id}:${Math.random()}`' }],
  },
  {
    name: 'a refund is booked twice under two causes',
    edits: [
      {
        file: followRefund,
        from: '  await newsOfRefund(tx, refund);',
        to: `  await post(tx, { ...refundPosting(refund, { orderId: sellerOrder.orderId }), cause: 'again:' + refund.id });
          await newsOfRefund(tx, refund);`,
      },
    ],
  },
  {
    name: 'what is refunded is not taken from what is left',
    edits: [{ file: refund, from: '  await takeFromSale(tx, sellerOrder, parts, quantities);', to: '' }],
  },
  {
    name: 'a refund that fails gives nothing back to the sale',
    edits: [
      {
        file: followRefund,
        from: '  await countRefund(tx, sellerOrder.id, parts, new Map(',
        to: '  if (!tx) await countRefund(tx, sellerOrder.id, parts, new Map(',
      },
    ],
  },
  {
    name: 'a form refunds each time it is sent',
    edits: [
      {
        file: 'lib/ordering/refund-some.ts',
        from: '`form:${sellerOrder.id}:${input.requestKey}`',
        to: '`form:${sellerOrder.id}:${input.requestKey}:${Math.random()}`',
      },
    ],
  },
  {
    name: 'parts are changed without a lock',
    edits: [
      {
        file: sellerOrder,
        from: 'where o.id = (select order_id from seller_order where id = ${sellerOrderId}::uuid) for no key update',
        to: 'where o.id = (select order_id from seller_order where id = ${sellerOrderId}::uuid)',
      },
      {
        file: sellerOrder,
        from: 'where id = ${sellerOrderId}::uuid for no key update',
        to: 'where id = ${sellerOrderId}::uuid',
      },
    ],
  },
  {
    name: 'what is cancelled does not go back to its shelf',
    edits: [{ file: cancel, from: '    if (restock)\n', to: '    if (!restock)\n' }],
  },
  {
    name: 'a return is paid for each time it comes back',
    edits: [
      { file: orderReturn, from: '  requireMove(returnTransitions, asked.status, to);', to: '' },
      {
        file: answeredReturn,
        from: '    cause: `return:${asked.id}`,',
        to: '    cause: `return:${asked.id}:${Math.random()}`,',
      },
    ],
  },
  {
    name: 'a dispute that is lost is not booked',
    edits: [
      {
        file: dispute,
        from: 'if (facts.withdrawn && !won) await bookLost',
        to: 'if (!facts.withdrawn && !won) await bookLost',
      },
    ],
  },
  {
    name: 'what a bank took back is credited nowhere',
    edits: [{ file: dispute, from: '    await keepLoss(tx, dispute, sellerOrder, given);\n', to: '' }],
  },
  {
    name: 'a dispute that is won gives back its amount and forgets its fee',
    edits: [
      { file: disputeBooks, from: 'amount: add(amount, feeBack) }', to: 'amount }' },
      { file: disputeBooks, from: 'amount: negate(feeBack) }', to: 'amount: negate({ ...feeBack, minor: 0n }) }' },
    ],
  },
  {
    name: 'a reversal has another key each time',
    edits: [
      { file: reversal, from: '`reversal:${reversal.id}`, ', to: '`reversal:${reversal.id}:${Math.random()}`, ' },
    ],
  },
  {
    name: 'a reversal takes back all that was sent',
    edits: [
      {
        file: takeBack,
        from: 'const amountMinor = least(missing, transfer.amountMinor',
        to: 'const amountMinor = missing <= 0n ? missing : (transfer.amountMinor',
      },
    ],
  },
  {
    name: 'a reversal is recorded and not booked',
    edits: [
      { file: reversal, from: '  if (count > 0) await bookReversal(', to: '  if (count > 1) await bookReversal(' },
    ],
  },
  {
    name: 'what has left is not taken back',
    edits: [{ file: refund, from: '  await takeBack(tx, owingOrder(sellerOrder), `refund:${refund.id}`);', to: '' }],
  },
  {
    name: 'a payout that comes back stays booked',
    edits: [{ file: payouts, from: '  if (left)\n', to: '  if (!left)\n' }],
  },
  {
    name: 'the second parcel takes what is in the first',
    edits: [
      {
        file: fulfil,
        from: 'return isInstant(line.kind) ? 0 : line.quantity - line.sentQuantity - line.cancelledQuantity;',
        to: 'return isInstant(line.kind) ? 0 : line.quantity - line.cancelledQuantity;',
      },
    ],
  },
];

import { afterMutations } from './mutations-after.ts';
import { licenceMutations } from './mutations-licence.ts';

/** A mistake that somebody could make, made on purpose in the processes of a run to see whether it is found. */
export interface Mutation {
  readonly name: string;
  /** Each text must be in its file exactly once. */
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const call = 'lib/payments/call.ts';
const checkout = 'lib/payments/checkout.ts';
const events = 'lib/payments/events.ts';
const transfer = 'lib/payments/transfer.ts';
const payment = 'lib/ordering/payment.ts';
const place = 'lib/ordering/place.ts';
const fulfil = 'lib/ordering/fulfil.ts';
const states = 'lib/ordering/states.ts';
const send = 'lib/payouts/send.ts';
const stripeObjects = 'lib/ordering/stripe-objects.ts';
const webhook = 'runtime/site/webhook.ts';

export const mutations: readonly Mutation[] = [
  {
    name: 'calls carry no idempotency key of ours',
    edits: [{ file: call, from: 'await call({ idempotencyKey })', to: 'await call({})' }],
  },
  {
    name: 'the idempotency key is stored after the call',
    edits: [
      {
        file: call,
        from: '  const answer = await call({ idempotencyKey });',
        to: '',
      },
      {
        file: call,
        from: '  await prisma().$executeRaw`\n    insert into stripe_call',
        to: '  const answer = await call({ idempotencyKey });\n  await prisma().$executeRaw`\n    insert into stripe_call',
      },
    ],
  },
  {
    name: 'a transfer has another key each time',
    edits: [{ file: transfer, from: 'await callOnce(key,', to: 'await callOnce(Date.now() + key,' }],
  },
  {
    name: 'a failed call is taken for a success',
    edits: [
      {
        file: call,
        from: 'await call({ idempotencyKey })',
        to: "await call({ idempotencyKey }).catch(() => ({ id: 'unknown' + Math.random() }))",
      },
    ],
  },
  {
    name: 'a webhook is acknowledged before it is stored',
    edits: [
      {
        file: webhook,
        from: `await receiveEvent(body, String(request.headers['stripe-signature'] ?? ''));`,
        to: `receiveEvent(body, String(request.headers['stripe-signature'] ?? '')).catch(() => undefined);`,
      },
    ],
  },
  {
    name: 'a webhook is believed without its signature',
    edits: [
      {
        file: events,
        from: 'stripe().webhooks.constructEvent(rawBody,',
        to: '((raw, ..._others) => JSON.parse(raw))(rawBody,',
      },
    ],
  },
  {
    name: 'an event is marked as done before it is worked on',
    edits: [
      {
        file: stripeObjects,
        from: '  const type = objectOfEvent(event.type);',
        to: '  await markProcessed(eventId);\n  const type = objectOfEvent(event.type);',
      },
    ],
  },
  {
    name: 'a payment page that is visited counts as paid',
    edits: [
      {
        file: checkout,
        from: `if (session.payment_status === 'paid') return`,
        to: `if (session.status !== 'expired') return`,
      },
    ],
  },
  {
    name: 'a payment is confirmed each time it is heard of',
    edits: [
      { file: payment, from: "if (!known || known.status === 'succeeded') return;", to: 'if (!known) return;' },
      { file: checkout, from: ", status: { not: 'succeeded' } },", to: ' },' },
    ],
  },
  {
    name: 'an order is given up without a lock',
    edits: [
      {
        file: payment,
        from: '  await lockOrder(tx, orderId);\n  const order =',
        to: '  const order =',
      },
    ],
  },
  {
    name: 'stock is released while the payment page is open',
    edits: [{ file: payment, from: 'await Promise.all(sessions.map(closeCheckout))', to: 'sessions.map(() => true)' }],
  },
  {
    name: 'a sale is booked twice under two causes',
    edits: [
      {
        file: payment,
        from: '  await postAll(tx, [\n',
        to: "  await postAll(tx, [\n    { cause: 'again:' + order.id, kind: 'sale', orderId: order.id, entries: saleEntries(order) },\n",
      },
    ],
  },
  {
    name: "Stripe's fee is not booked",
    edits: [{ file: payment, from: '...(facts.fee ?', to: '...(facts.fee && !facts ?' }],
  },
  {
    name: 'a transfer is recorded and not booked',
    edits: [
      { file: send, from: '    await bookSent(tx, paid, {', to: "    if (paid.id === '') await bookSent(tx, paid, {" },
    ],
  },
  {
    name: 'what is paid is not taken from the stock',
    edits: [{ file: payment, from: 'await sellHeld(tx, reservations, orderId);', to: 'await Promise.resolve();' }],
  },
  {
    name: 'what was held is forgotten',
    edits: [
      {
        file: place,
        from: 'rows: held.map((each)',
        to: 'rows: held.slice(1_000).map((each)',
      },
    ],
  },
  {
    name: 'a paid order is not announced',
    edits: [{ file: payment, from: "await announce(tx, 'order.paid', { orderId: order.id });", to: '' }],
  },
  {
    name: 'a shipped order is not announced',
    edits: [{ file: fulfil, from: "await announce(tx, 'shipment.sent', { shipmentId: shipment.id });", to: '' }],
  },
  {
    name: 'every click makes an order',
    edits: [
      {
        file: place,
        from: 'placementKey: input.placementKey,\n    cartId,',
        to: 'placementKey: crypto.randomUUID(),\n    cartId,',
      },
    ],
  },
  {
    name: 'a step is taken whatever the state',
    edits: [
      { file: states, from: 'if (!canMove(table, from, to)) throw', to: 'if (table === undefined) throw' },
      {
        file: states,
        from: "return from !== 'refunded' && canMove(sellerOrderTransitions, from, to);",
        to: "return from !== 'refunded' || canMove(sellerOrderTransitions, from, to);",
      },
    ],
  },
  ...afterMutations,
  ...licenceMutations,
];

/** The mutation of this name. */
export function mutationNamed(name: string): Mutation {
  const found = mutations.find((mutation) => mutation.name === name);
  if (!found)
    throw new Error(
      `There is no mutation "${name}"; there are:\n${mutations.map((each) => `  ${each.name}`).join('\n')}`,
    );
  return found;
}

/** A source text with a mutation's edits of its file made. Throws when a text is not there exactly once: the mutation has rotted. */
export function mutate({ name, edits }: Mutation, file: string, source: string): string {
  return edits
    .filter((edit) => edit.file === file)
    .reduce((text, { from, to }) => {
      if (text.split(from).length !== 2)
        throw new Error(`The mutation "${name}" does not find its text exactly once in ${file}: ${from.trim()}`);
      return text.replace(from, () => to);
    }, source);
}

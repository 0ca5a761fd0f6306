import type { Step } from '../model.ts';
import { type BuyersPart, type Deed, isAsked, onPage, pieces, pressOnceOrTwice } from './desk.ts';

/** What a buyer does with a return that was answered. */
const nextOf: Readonly<Record<string, readonly string[]>> = {
  offered: ['take', 'take', 'decline'],
  accepted: ['send', 'send', 'send', 'withdraw'],
};
const isOpen = ({ status }: { readonly status: string }) => nextOf[status] !== undefined;

const deeds: readonly Deed<BuyersPart>[] = [
  {
    name: 'cancel as buyer',
    weight: 2,
    fits: ({ status, lines }) => status === 'paid' && lines.some(({ toSend }) => toSend > 0),
    run: async (world, random, { part, order }) => {
      const quantities = pieces(random, part, ({ toSend }) => toSend);
      const form = { sellerOrderId: part.id, key: order.accessToken, quantities };
      const { said } = await pressOnceOrTwice(world, random, 'cancel_as_buyer', form);
      return `${quantities ? 'one piece' : 'all'}: ${said}`;
    },
  },
  {
    name: 'a parcel has come',
    weight: 4,
    fits: ({ parcels }) => parcels.some(({ arrived }) => !arrived),
    run: async (world, random, { part, order }) => {
      const shipmentId = part.parcels.find(({ arrived }) => !arrived)?.id;
      const { done, said } = await pressOnceOrTwice(world, random, 'arrived', { shipmentId, key: order.accessToken });
      if (done) world.come.add('arrived');
      return said;
    },
  },
  {
    name: 'ask for a return',
    weight: 4,
    fits: ({ parcels, lines }) =>
      parcels.some(({ arrived }) => arrived) && lines.some(({ withBuyer }) => withBuyer > 0),
    run: async (world, random, { part, order }) => {
      const quantities = pieces(random, part, ({ withBuyer }) => withBuyer, 0.8);
      const form = { sellerOrderId: part.id, key: order.accessToken, quantities };
      const { said } = await pressOnceOrTwice(world, random, 'ask_return', form);
      return `${quantities ? 'one piece' : 'all'}: ${said}`;
    },
  },
  {
    name: 'think better of a return',
    weight: 0.5,
    fits: ({ returns }) => returns.some(isAsked),
    run: async (world, random, { part, order }) => {
      const form = { returnId: (part.returns.find(isAsked) ?? part.returns[0])?.id, key: order.accessToken };
      return (await pressOnceOrTwice(world, random, 'return_as_buyer', { ...form, what: 'withdraw' })).said;
    },
  },
  {
    name: 'go on with a return',
    weight: 4,
    fits: ({ returns }) => returns.some(isOpen),
    run: async (world, random, { part, order }) => {
      const found = part.returns.find(isOpen) ?? part.returns[0];
      const what = random.pick(nextOf[found?.status ?? ''] ?? ['withdraw']);
      const form = { returnId: found?.id, key: order.accessToken, what };
      return `${what}: ${(await pressOnceOrTwice(world, random, 'return_as_buyer', form)).said}`;
    },
  },
];

/** What buyers do about what they have bought. */
export const backSteps: readonly Step[] = [onPage('a buyer', 9, deeds)];

/** The same of buyers who look at what they have bought as often as sellers do. */
export const givingBackSteps: readonly Step[] = [onPage('a buyer', 20, deeds)];

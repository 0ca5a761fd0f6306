import type { Step, World } from '../model.ts';
import type { Part } from '../parts.ts';
import type { Random } from '../random.ts';
import { atDesk, type Deed, isAsked, pieces, pressOnceOrTwice, type SellersPart } from './desk.ts';
import { refundDeeds } from './refunds.ts';

const unsent = ({ status, lines }: Part) =>
  ['paid', 'accepted'].includes(status) && lines.some(({ toSend }) => toSend > 0);

/** All or one piece of what is still to be sent. */
async function withPieces(world: World, random: Random, op: string, { part, form }: SellersPart) {
  const quantities = pieces(random, part, ({ toSend }) => toSend);
  const { done, said } = await pressOnceOrTwice(world, random, op, { ...form, quantities });
  return { done, said: `${quantities ? 'one piece' : 'all'}: ${said}` };
}

const parcelDeeds: readonly Deed<SellersPart>[] = [
  {
    name: 'accept',
    weight: 2,
    fits: ({ status }) => status === 'paid',
    run: async (world, random, { form }) => (await pressOnceOrTwice(world, random, 'accept', form)).said,
  },
  {
    name: 'ship',
    weight: 7,
    fits: unsent,
    run: async (world, random, found) => {
      const { done, said } = await withPieces(world, random, 'ship', found);
      if (done) world.come.add('sent');
      return said;
    },
  },
  {
    name: 'deliver',
    weight: 3,
    fits: ({ status }) => status === 'shipped',
    run: async (world, random, { form }) => {
      const { done, said } = await pressOnceOrTwice(world, random, 'deliver', form);
      if (done) world.come.add('arrived');
      return said;
    },
  },
  {
    name: 'cancel as seller',
    weight: 1,
    fits: unsent,
    run: async (world, random, found) => (await withPieces(world, random, 'cancel_as_seller', found)).said,
  },
];

const answers = [
  { decision: 'accept', offer: '', weight: 5 },
  { decision: 'refuse', offer: '', weight: 1 },
  { decision: 'offer', offer: '5', weight: 2 },
] as const;

const isComing = ({ status }: { readonly status: string }) => status === 'sent' || status === 'accepted';

const returnDeeds: readonly Deed<SellersPart>[] = [
  {
    name: 'answer a return',
    weight: 6,
    fits: ({ returns }) => returns.some(isAsked),
    run: async (world, random, { part, form }) => {
      const returnId = (part.returns.find(isAsked) ?? part.returns[0])?.id;
      const { decision, offer } = random.weighted(answers);
      const { said } = await pressOnceOrTwice(world, random, 'answer_return', { ...form, returnId, decision, offer });
      return `${decision}: ${said}`;
    },
  },
  {
    name: 'take a return',
    weight: 6,
    fits: ({ returns }) => returns.some(isComing),
    run: async (world, random, { part, form }) => {
      const returnId = (part.returns.find(isComing) ?? part.returns[0])?.id;
      const restock = random.chance(0.7) ? { restock: 'on' } : {};
      const received = { ...form, returnId, ...restock };
      // Few schedules come as far as a return of one piece of two, where nothing but the return's own state keeps it from being paid twice.
      const { said } = await pressOnceOrTwice(world, random, 'receive_return', received, 0.8);
      return `${restock.restock ? 'on the shelf' : 'broken'}: ${said}`;
    },
  },
];

const evidence: Deed<SellersPart> = {
  name: 'give evidence',
  weight: 3,
  fits: ({ disputeId }) => disputeId !== null,
  run: async (world, random, { part, form }) => {
    const words = random.pick(['winning_evidence', 'losing_evidence', 'It was handed over to the buyer.']);
    const filled = { ...form, disputeId: part.disputeId, words };
    return `${words}: ${(await pressOnceOrTwice(world, random, 'evidence', filled)).said}`;
  },
};

/** What sellers do with what was bought of them. */
export const sellerSteps: readonly Step[] = [
  atDesk('a seller', 20, [...parcelDeeds, ...refundDeeds, ...returnDeeds, evidence]),
];

/** What they do with it where nobody asks for money but by giving things back. */
export const takingBackSteps: readonly Step[] = [atDesk('a seller', 20, [...parcelDeeds, ...returnDeeds])];

import type { World } from '../model.ts';
import type { Part } from '../parts.ts';
import type { Random } from '../random.ts';
import { type Deed, press, type SellersPart } from './desk.ts';

/** A form that gives back pieces, delivery, an amount or everything that is left. */
function filledIn(world: World, random: Random, { part, form }: SellersPart) {
  const requestKey = crypto.randomUUID();
  world.refunds.set(requestKey, { answered: false });
  const line = part.lines.find(({ refundable }) => refundable > 0);
  const decimal = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
  const some = 1 + random.int(Math.max(1, Math.min(part.left, 3_000)));
  const empty = { ...form, requestKey, amount: '', quantities: null };
  return random.weighted([
    { weight: 3, what: 'an amount', filled: { ...empty, amount: decimal(some) } },
    { weight: 1, what: 'delivery', filled: { ...empty, shipping: 'on' } },
    { weight: 2, what: 'all that is left', filled: { ...empty, amount: decimal(part.left) } },
    ...(line ? [{ weight: 4, what: 'one piece', filled: { ...empty, quantities: { [line.id]: 1 } } }] : []),
  ]);
}

const fits = ({ left, status }: Part) => left > 0 && status !== 'awaiting_payment' && status !== 'cancelled';

async function give(world: World, forms: readonly { readonly requestKey: string }[]): Promise<string> {
  const said = await Promise.all(
    forms.map(async (form) => {
      const pressed = await press(world, 'refund', [form]);
      const sent = world.refunds.get(form.requestKey);
      if (pressed.done && sent) sent.answered = true;
      return pressed.said;
    }),
  );
  return said.join(', ');
}

/** Sellers give money back. */
export const refundDeeds: readonly Deed<SellersPart>[] = [
  {
    name: 'refund',
    weight: 1.5,
    fits,
    run: async (world, random, found) => {
      const { what, filled } = filledIn(world, random, found);
      return `${what}: ${await give(world, random.chance(0.3) ? [filled, filled] : [filled])}`;
    },
  },
  {
    name: 'two refunds at once',
    weight: 0.8,
    fits,
    run: async (world, random, found) => {
      const two = [filledIn(world, random, found), filledIn(world, random, found)];
      const forms = two.map(({ filled }) => filled);
      return `${two.map(({ what }) => what).join(' and ')}: ${await give(world, forms)}`;
    },
  },
];

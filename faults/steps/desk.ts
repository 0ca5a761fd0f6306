import { z } from 'zod';
import type { Buyer, KnownOrder, Step, World } from '../model.ts';
import { type Part, partSchema } from '../parts.ts';
import type { Random } from '../random.ts';

const partsSchema = z.array(partSchema);
export const nothing = 'nothing to do';

async function partsOf(world: World, where: { enterpriseId: string } | { orderId: string }): Promise<Part[]> {
  return partsSchema.parse(await world.stack.server.ask('parts', where));
}

/** A return that its seller has not answered. */
export const isAsked = ({ status }: { readonly status: string }) => status === 'asked';

/** A part on its seller's desk, and what the seller's forms about it hold. */
export interface SellersPart {
  readonly part: Part;
  readonly form: { readonly sellerOrderId: string; readonly enterpriseId: string; readonly userId: string };
}

/** A part on its buyer's page. */
export interface BuyersPart {
  readonly part: Part;
  readonly order: KnownOrder;
  readonly buyer: Buyer;
}

/** Something that can be done with a part of an order that is paid. To add one is to add one such object to a list. */
export interface Deed<T extends { readonly part: Part }> {
  readonly name: string;
  readonly weight: number;
  /** Whether the page offers it. */
  readonly fits: (part: Part) => boolean;
  /** Does it and says what came of it. */
  readonly run: (world: World, random: Random, found: T) => Promise<string>;
}

/** Does one of the deeds that fit; now and then one that does not, from a page that is out of date. */
async function doOne<T extends { readonly part: Part }>(
  world: World,
  random: Random,
  deeds: readonly Deed<T>[],
  candidates: readonly T[],
): Promise<string | null> {
  const offered = candidates.filter(({ part }) => deeds.some(({ fits }) => fits(part)));
  if (offered.length === 0) return null;
  const found = random.pick(offered);
  const blindly = random.chance(0.05);
  const deed = random.weighted(deeds.filter(({ fits }) => blindly || fits(found.part)));
  return `${deed.name} ${found.part.id.slice(-6)}${blindly ? ' (blindly)' : ''}: ${await deed.run(world, random, found)}`;
}

/** Something has happened: everybody looks again. */
export function stirred(world: World, came: string): string {
  world.idle.clear();
  return came;
}

/** Orders that their buyers have paid for. */
export function paidOrders({ buyers }: World): { buyer: Buyer; order: KnownOrder }[] {
  return buyers.flatMap((buyer) => buyer.orders.filter(({ paid }) => paid).map((order) => ({ buyer, order })));
}

export const anyPaid = (world: World) => paidOrders(world).length > 0;
/** Where a step can be taken only once things have come so far. */
export const onceCome = (where: 'sent' | 'arrived' | 'disputed') => (world: World) => world.come.has(where);

/** One of the sellers takes a part from its desk and does something with it. */
export function atDesk(name: string, weight: number, deeds: readonly Deed<SellersPart>[]): Step {
  return {
    name,
    weight,
    possible: (world) => anyPaid(world) && !world.idle.has(name),
    run: async (world, random) => {
      for (const { enterpriseId, userId } of random.chance(0.5) ? world.sellers : [...world.sellers].reverse()) {
        const parts = await partsOf(world, { enterpriseId });
        const candidates = parts.map((part) => ({ part, form: { sellerOrderId: part.id, enterpriseId, userId } }));
        const came = await doOne(world, random, deeds, candidates);
        if (came !== null) return stirred(world, came);
      }
      world.idle.add(name);
      return nothing;
    },
  };
}

/** One of the buyers looks at an order and does something with a part of it. */
export function onPage(name: string, weight: number, deeds: readonly Deed<BuyersPart>[]): Step {
  return {
    name,
    weight,
    possible: (world) => anyPaid(world) && !world.idle.has(name),
    run: async (world, random) => {
      const orders = paidOrders(world);
      const begin = random.int(orders.length);
      for (const { order, buyer } of [...orders.slice(begin), ...orders.slice(0, begin)].slice(0, 3)) {
        const parts = await partsOf(world, { orderId: order.orderId });
        const candidates = parts.map((part) => ({ part, order, buyer }));
        const came = await doOne(world, random, deeds, candidates);
        if (came !== null) return stirred(world, `${buyer.name} ${order.number}, ${came}`);
      }
      world.idle.add(name);
      return nothing;
    },
  };
}

export interface Pressed {
  /** Whether it was answered that it is done. */
  readonly done: boolean;
  readonly said: string;
}

/** Forms sent at the same moment: by a double click, or by two people. */
export async function press(world: World, op: string, forms: readonly unknown[]): Promise<Pressed> {
  const answers = await Promise.allSettled(forms.map((form) => world.stack.server.ask(op, form)));
  const said = answers.map((answer) => (answer.status === 'fulfilled' ? 'done' : answer.reason.message)).join(', ');
  return { done: answers.some(({ status }) => status === 'fulfilled'), said };
}

/** One form, now and then sent twice. */
export function pressOnceOrTwice(
  world: World,
  random: Random,
  op: string,
  form: unknown,
  twice = 0.2,
): Promise<Pressed> {
  return press(world, op, random.chance(twice) ? [form, form] : [form]);
}

/** One piece of the first line of which there is any; null: all there is. */
export function pieces(
  random: Random,
  part: Part,
  most: (line: Part['lines'][number]) => number,
  one = 0.5,
): Record<string, number> | null {
  const line = part.lines.find((each) => most(each) > 0);
  return line && random.chance(one) ? { [line.id]: 1 } : null;
}

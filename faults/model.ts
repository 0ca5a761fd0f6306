import type { z } from 'zod';
import type { licenceSchema } from './dues.ts';
import type { Random } from './random.ts';
import type { Seller } from './shop.ts';
import type { Stack } from './stack.ts';

/** Something to be paid, as its payer knows it: only what the product has answered. */
export interface Payable {
  /** Every payment page that the payer was sent to. */
  readonly sessions: Set<string>;
  paid: boolean;
}

export interface KnownOrder extends Payable {
  readonly orderId: string;
  readonly number: string;
  readonly accessToken: string;
}

/** A licence of one of the sellers' works as its two sides know it. */
export interface KnownLicence extends Readonly<z.infer<typeof licenceSchema>> {
  readonly dues: Map<string, Payable>;
  /** Somebody has seen to what the law asks. */
  seenTo: boolean;
}

/** What the buyer's checkout page holds: sent again after an error, by a double click, from the browser's history. */
export interface Click {
  readonly placementKey: string;
  readonly cartId: string;
  readonly country: string;
  readonly currency: string;
  readonly expectedTotalMinor: string;
}

export interface Buyer {
  readonly name: string;
  readonly email: string;
  cartId: string | null;
  /** Whether anything is in the cart, as far as the buyer was told. */
  filled: boolean;
  click: Click | null;
  readonly clicks: Click[];
  readonly orders: KnownOrder[];
}

/** One schedule's people and what they know. Nothing in here is read from the database: they know what they were told. */
export interface World {
  readonly schedule: number;
  readonly stack: Stack;
  readonly sellers: readonly Seller[];
  readonly buyers: readonly Buyer[];
  readonly licences: KnownLicence[];
  /** How far it has come, as far as people were told: what cannot be yet is not tried. */
  readonly come: Set<'sent' | 'arrived' | 'disputed'>;
  /** Who has looked and found nothing to do: they look again when something has happened. */
  readonly idle: Set<string>;
  /** Forms that somebody has sent to give money back: by the key of each, whether it was answered. */
  readonly refunds: Map<string, { answered: boolean }>;
}

/** One thing somebody does. To add one is to add one such object to a list of steps.ts. */
export interface Step {
  readonly name: string;
  readonly weight: number;
  readonly possible: (world: World) => boolean;
  /** Does it and says in a few words what was done and what came of it; an error is an outcome as well. */
  readonly run: (world: World, random: Random) => Promise<string>;
}

export function makeWorld(stack: Stack, schedule: number, sellers: readonly Seller[]): World {
  const buyers = Array.from({ length: 3 }, (_, at) => ({
    name: `buyer ${at + 1}`,
    email: `s${schedule}-b${at + 1}@example.com`,
    cartId: null,
    filled: false,
    click: null,
    clicks: [],
    orders: [],
  }));
  return { schedule, stack, sellers, buyers, licences: [], come: new Set(), idle: new Set(), refunds: new Map() };
}

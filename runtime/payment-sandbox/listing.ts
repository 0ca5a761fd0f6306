import type { Stripe } from 'stripe';
import { invalid } from './errors.ts';
import type { Objects, ObjectType } from './objects.ts';
import type { Params } from './params.ts';
import type { FilterField, ListQuery, Reader } from './store.ts';

/** A list as Stripe answers it. */
export function listOf<T>(data: T[], url: string, more = false): Stripe.ApiList<T> {
  return { object: 'list', data, has_more: more, url };
}

/** Reads `limit`, `starting_after`, `ending_before`. */
export function cursorOf(params: Params): Pick<ListQuery, 'limit' | 'startingAfter' | 'endingBefore'> {
  const startingAfter = params.text('starting_after');
  const endingBefore = params.text('ending_before');
  if (startingAfter !== undefined && endingBefore !== undefined)
    throw invalid('Received both starting_after and ending_before parameters. Please pass in only one.');
  return { limit: params.integer('limit', { min: 1, max: 100 }) ?? 10, startingAfter, endingBefore };
}

function createdOf(params: Params): ListQuery['created'] {
  if (!params.has('created')) return {};
  let exact: number | undefined;
  try {
    exact = params.integer('created');
  } catch {
    const range = params.object('created');
    const bounds = ['gt', 'gte', 'lt', 'lte'].map((name) => [name, range?.integer(name)] as const);
    return Object.fromEntries(bounds.filter(([, bound]) => bound !== undefined));
  }
  return exact === undefined ? {} : { gte: exact, lte: exact };
}

/** One page of a kind, filtered by the parameters named in `fields`, by what is `fixed` and by the types of an event. */
export async function page<T extends ObjectType>(
  reader: Reader,
  type: T,
  params: Params,
  {
    url,
    fields = [],
    fixed = {},
    anyType = [],
  }: {
    url: string;
    fields?: readonly FilterField[];
    fixed?: Partial<Record<FilterField, string>>;
    anyType?: readonly string[];
  },
): Promise<Stripe.ApiList<Objects[T]>> {
  const filters: Partial<Record<FilterField, string>> = { ...fixed };
  for (const field of fields) {
    const value = params.text(field);
    if (value !== undefined) filters[field] = value;
  }
  const query: ListQuery = {
    filters,
    created: createdOf(params) ?? {},
    ...cursorOf(params),
    ...(anyType.length > 0 ? { anyType } : {}),
  };
  const { data, more } = await reader.list(type, query);
  return listOf(data, url, more);
}

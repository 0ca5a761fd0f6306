import { isLocale, type Locale } from '#lib/languages/index.ts';

export type OrderQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What the chooser's address asks for; the same words come back into its fields. */
export interface OrderChoice {
  readonly scope: 'open' | 'machine' | 'chosen';
  readonly texts: readonly string[];
  readonly targets: readonly Locale[];
  readonly by: 'anyone' | 'named' | 'machine';
  readonly translator: string;
  readonly price: string;
  readonly currency: string;
  /** The price is to be shown. */
  readonly estimate: boolean;
}

const scopes = ['open', 'machine', 'chosen'] as const;
const ways = ['anyone', 'named', 'machine'] as const;

export function choiceOf(query: OrderQuery, ownCurrency: string): OrderChoice {
  const all = (name: string) => [query[name] ?? []].flat();
  const one = (name: string) => all(name)[0] ?? '';
  const texts = all('text');
  const scope = scopes.find((each) => each === one('scope')) ?? (texts.length > 0 ? 'chosen' : 'open');
  return {
    scope,
    texts,
    targets: [...new Set(all('to').filter((tag): tag is Locale => isLocale(tag)))],
    by: ways.find((each) => each === one('by')) ?? (one('translator') ? 'named' : 'anyone'),
    translator: one('translator'),
    price: one('price'),
    currency: one('currency') || ownCurrency,
    estimate: one('estimate') !== '',
  };
}

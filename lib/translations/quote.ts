import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { type Currency, currency as currencyOf, isCurrency } from '#lib/core/currency.ts';
import { DomainError, saidAt } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { basisPointsChargeable, money, parseAmount, splitChargeable } from '#lib/core/money.ts';
import { id } from '#lib/core/validation.ts';
import type { Enterprise, TranslationCounted } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { platformCompany } from '#lib/invoicing/index.ts';
import { isLocale, knownExactly, type Locale } from '#lib/languages/index.ts';
import { collects, serviceTaxRule, type TaxRule, vatRatesAt } from '#lib/ordering/index.ts';
import type { ContentKind } from '#lib/workbench/index.ts';
import { countedAs, priceOf, wordsBy } from './estimate.ts';
import { type OwnText, textsOf } from './texts.ts';

const language = z
  .string()
  .refine(isLocale, { error: 'choose' })
  .transform((tag): Locale => (isLocale(tag) ? tag : 'en'));

/** What is to be translated, into what, and for how much a word: a price that is offered to everybody, or what one translator asks. */
export const quoteSchema = z.object({
  enterpriseId: id,
  /** What is missing or stale; that and what only a machine has translated; the texts that are named. */
  scope: z.enum(['open', 'machine', 'chosen'], { error: 'choose' }).default('open'),
  texts: z.array(id).max(limits.translationTexts).default([]),
  targets: z.array(language).min(1, { error: 'choose' }).max(limits.translationLanguages),
  /** A translator's slug; empty: whoever takes it first. */
  translator: z.string().max(120).default(''),
  price: z.string().trim().max(20).default(''),
  currency: z
    .string()
    .refine(isCurrency, { error: 'choose' })
    .transform((code) => currencyOf(code)),
});
export type QuoteAsked = z.output<typeof quoteSchema>;

export interface QuotedUnit {
  readonly textId: string;
  readonly field: string;
  readonly kind: ContentKind;
  readonly slug: string;
  readonly title: string;
  readonly source: string;
  readonly words: number;
  readonly counted: TranslationCounted;
  readonly netMinor: bigint;
}

export interface QuotedJob {
  readonly from: Locale;
  readonly to: Locale;
  readonly rateMinor: bigint;
  readonly words: number;
  readonly by: Readonly<Record<TranslationCounted, number>>;
  readonly texts: number;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly units: readonly QuotedUnit[];
}

export interface Quote {
  readonly currency: Currency;
  readonly jobs: readonly QuotedJob[];
  readonly translatorId: string | null;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  readonly taxRule: TaxRule;
  /** Basis points; 0 where none is taken. */
  readonly taxRate: number;
  readonly country: string;
  /** The customer's, by which the rule was found. */
  readonly vatNumber: string | null;
}

/**
 * What a translation costs, exactly: by language, with its words by how they count, and the tax. Asks for `translation.order`; throws
 * `translations.no_rate` where the named translator does not translate a pair, `translations.price`, `translations.too_much`.
 */
export async function quoteTranslation(actor: Actor, asked: QuoteAsked): Promise<Quote> {
  authorize(actor, 'translation.order', { enterpriseId: asked.enterpriseId });
  const customer = await prisma().enterprise.findUniqueOrThrow({ where: { id: asked.enterpriseId } });
  const rates = await ratesFor(asked);
  const own = await textsOf(asked.enterpriseId, asked.targets);
  const jobs: Omit<QuotedJob, 'taxMinor'>[] = [];
  for (const to of asked.targets)
    for (const [from, texts] of Map.groupBy(wanted(own, asked, to), ({ sourceLocale }) => sourceLocale))
      jobs.push(await quoteJob(texts, from, to, rates(from, to), asked.currency));
  return withTax(jobs, asked.currency, customer, rates.translatorId);
}

function wanted(own: readonly OwnText[], { scope, texts }: QuoteAsked, to: Locale): OwnText[] {
  return own.filter((text) => {
    if (scope === 'chosen')
      return texts.includes(text.textId) && text.sourceLocale !== to && !text.ordered.includes(to);
    return text.open.includes(to) || (scope === 'machine' && text.machine.includes(to));
  });
}

/** The price of a pair: the named translator's, or the one that is offered. */
async function ratesFor({ translator, price, currency, enterpriseId }: QuoteAsked) {
  if (!translator) {
    const offered = parsedPrice(price, currency);
    return Object.assign((_from: Locale, _to: Locale) => offered, { translatorId: null as string | null });
  }
  const named = await prisma().translatorProfile.findFirst({
    where: { enterprise: { slug: translator, status: 'verified', id: { not: enterpriseId } } },
    include: { rates: true },
  });
  if (!named?.available) throw new DomainError('translations.no_translator', {}, 'translator');
  const of = (from: Locale, to: Locale): bigint => {
    const rate = named.rates.find((each) => each.fromLocale === from && each.toLocale === to);
    if (!rate || rate.currency !== currency) throw new DomainError('translations.no_rate', { from, to }, 'translator');
    return rate.priceMinor;
  };
  return Object.assign(of, { translatorId: named.enterpriseId as string | null });
}

function parsedPrice(price: string, currency: Currency): bigint {
  if (!price) throw new DomainError('translations.price', {}, 'price');
  const { minor } = saidAt('price', () => parseAmount(price, currency));
  if (minor > 0n) return minor;
  throw new DomainError('translations.price', {}, 'price');
}

async function quoteJob(
  texts: readonly OwnText[],
  from: Locale,
  to: Locale,
  rateMinor: bigint,
  currency: Currency,
): Promise<Omit<QuotedJob, 'taxMinor'>> {
  const fields = texts.flatMap(({ textId, kind, slug, title, fields }) =>
    fields.map((field) => ({ ...field, textId, kind, slug, title })),
  );
  if (fields.length > limits.translationJobUnits)
    throw new DomainError('translations.too_much', { most: limits.translationJobUnits });
  const known = await knownExactly(
    fields.map(({ source }) => source),
    from,
    to,
  );
  const counted = countedAs(fields.map((each) => ({ ...each, inMemory: known.has(each.source) })));
  const units = fields.map((each, at) => ({ ...each, counted: counted[at] ?? ('full' as const) }));
  const { words, netMinor, parts } = priceOf(units, rateMinor, currency);
  return {
    from,
    to,
    rateMinor,
    words,
    by: wordsBy(units),
    texts: texts.length,
    netMinor,
    units: units.map((each, at) => ({ ...each, netMinor: parts[at] ?? 0n })),
  };
}

/**
 * The platform is merchant of record: the tax is that of a service from its country to the customer's, whoever translates. It is reckoned
 * once for the order and divided among its jobs by the largest remainder.
 */
async function withTax(
  jobs: readonly Omit<QuotedJob, 'taxMinor'>[],
  currency: Currency,
  { country, vatNumber }: Pick<Enterprise, 'country' | 'vatNumber'>,
  translatorId: string | null,
): Promise<Quote> {
  const [company, rates] = await Promise.all([platformCompany(), vatRatesAt()]);
  const rule = serviceTaxRule(company.country, { country, vatNumber });
  const rate = collects(rule) ? rates(country, 'standard') : 0;
  const netMinor = jobs.reduce((sum, each) => sum + each.netMinor, 0n);
  const tax = basisPointsChargeable(money(netMinor, currency), rate);
  const parts =
    netMinor === 0n
      ? []
      : splitChargeable(
          tax,
          jobs.map((each) => each.netMinor),
        );
  return {
    currency,
    jobs: jobs.map((each, at) => ({ ...each, taxMinor: parts[at]?.minor ?? 0n })),
    translatorId,
    netMinor,
    taxMinor: tax.minor,
    totalMinor: netMinor + tax.minor,
    taxRule: rule,
    taxRate: rate,
    country,
    vatNumber,
  };
}

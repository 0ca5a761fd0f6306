import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decimalText, money, parseAmount } from '#lib/core/money.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { isLocale, type Locale, type NameOrder, nameCollation } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';

/** What translators know about; words of messages/<locale>/translation_jobs.json. */
export const translatorFields = [
  'craft',
  'art',
  'publishing',
  'games',
  'film',
  'law',
  'marketing',
  'food',
  'textile',
  'music',
] as const;

const language = z.string().refine(isLocale, { error: 'choose' });

export const profileSchema = z.object({
  enterpriseId: id,
  locale: language,
  headline: text(limits.title, 3),
  about: optionalText(limits.translatorAbout),
  fields: z.array(z.enum(translatorFields)).default([]),
  available: z.literal('on').optional(),
  currency: z.string().refine(isCurrency, { error: 'choose' }),
  /** One a line: `bg > pl 0.09`. */
  rates: text(4_000),
});

interface Rate {
  readonly fromLocale: string;
  readonly toLocale: string;
  readonly priceMinor: bigint;
}

/** Reads rates as they are typed, one a line: two languages and a price. Throws `translations.rate_line` with the line. */
export function readRates(typed: string, code: string): Rate[] {
  const lines = typed.split('\n').map((line) => line.trim());
  const found = new Map<string, Rate>();
  for (const line of lines.filter((each) => each !== '')) {
    const [, from = '', to = '', price = ''] = /^([A-Za-z-]+)\s*(?:>|→|-|\s)\s*([A-Za-z-]+)\s+(.+)$/.exec(line) ?? [];
    if (!isLocale(from) || !isLocale(to) || from === to)
      throw new DomainError('translations.rate_line', { line }, 'rates');
    const priceMinor = priceOf(price, code, line);
    found.set(`${from} ${to}`, { fromLocale: from, toLocale: to, priceMinor });
  }
  if (found.size > limits.translatorRates)
    throw new DomainError('translations.rates', { most: limits.translatorRates }, 'rates');
  return [...found.values()];
}

function priceOf(price: string, code: string, line: string): bigint {
  try {
    const { minor } = parseAmount(price, code);
    if (minor > 0n) return minor;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  throw new DomainError('translations.rate_line', { line }, 'rates');
}

/** The rates as they would be typed. */
export function typedRates(rates: readonly (Rate & { readonly currency: string })[]): string {
  return rates
    .map((each) => `${each.fromLocale} > ${each.toLocale} ${decimalText(money(each.priceMinor, each.currency))}`)
    .join('\n');
}

/** Writes what an enterprise offers as a translator; jobs under way keep their price. */
export async function saveProfile(actor: Actor, input: z.output<typeof profileSchema>): Promise<void> {
  const { enterpriseId, locale, headline, about, fields, currency } = input;
  authorize(actor, 'translator.edit', { enterpriseId });
  const rates = readRates(input.rates, currency);
  const data = { locale, headline, about, fields, available: input.available === 'on', updatedAt: now() };
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from enterprise where id = ${enterpriseId}::uuid for update`;
    await tx.translatorProfile.upsert({ where: { enterpriseId }, create: { enterpriseId, ...data }, update: data });
    await tx.translatorRate.deleteMany({ where: { enterpriseId } });
    await tx.translatorRate.createMany({ data: rates.map((each) => ({ ...each, enterpriseId, currency })) });
    await audit(tx, actor, { action: 'translator.saved', subjectType: 'enterprise', subjectId: enterpriseId });
  });
}

const shown = {
  include: {
    rates: { orderBy: [{ fromLocale: 'asc' }, { toLocale: 'asc' }] },
    enterprise: { select: { slug: true, displayName: true, country: true, status: true, sourceLocale: true } },
  },
} as const satisfies Prisma.TranslatorProfileDefaultArgs;
export type ShownProfile = Prisma.TranslatorProfileGetPayload<typeof shown>;

/** How a translator did so far. */
export interface Record {
  readonly jobs: number;
  readonly words: number;
  /** Of five; null where nobody has rated. */
  readonly stars: number | null;
  readonly ratings: number;
}

interface Sums {
  readonly id: string;
  readonly jobs: number;
  readonly words: number;
  readonly stars: number | null;
  readonly ratings: number;
}

async function recordsOf(enterpriseIds: readonly string[]): Promise<ReadonlyMap<string, Record>> {
  const rows = await prisma().$queryRaw<Sums[]>`
    select j.translator_id as id, count(*)::int as jobs, coalesce(sum(j.words), 0)::int as words,
      avg(r.stars)::float8 as stars, count(r.stars)::int as ratings
    from translation_job j left join translation_rating r on r.job_id = j.id
    where j.translator_id = any(${[...enterpriseIds]}::uuid[]) and j.status in ('accepted', 'settled')
    group by j.translator_id`;
  return new Map(rows.map(({ id: key, ...each }) => [key, each]));
}

const nothing: Record = { jobs: 0, words: 0, stars: null, ratings: 0 };

export interface FoundTranslator {
  readonly profile: ShownProfile;
  readonly record: Record;
}

/** Translators of a pair who take jobs now, the cheapest first, then those rated best. */
export async function findTranslators(
  actor: Actor,
  pair: { readonly from: Locale; readonly to: Locale },
): Promise<FoundTranslator[]> {
  authorize(actor, 'translator.find');
  const profiles = await prisma().translatorProfile.findMany({
    where: {
      available: true,
      enterprise: { status: 'verified' },
      rates: { some: { fromLocale: pair.from, toLocale: pair.to } },
    },
    ...shown,
    take: limits.pageMax,
  });
  const records = await recordsOf(profiles.map(({ enterpriseId }) => enterpriseId));
  const price = ({ rates }: ShownProfile) =>
    Number(rates.find((each) => each.fromLocale === pair.from && each.toLocale === pair.to)?.priceMinor ?? 0n);
  return profiles
    .map((profile) => ({ profile, record: records.get(profile.enterpriseId) ?? nothing }))
    .sort((a, b) => price(a.profile) - price(b.profile) || (b.record.stars ?? 0) - (a.record.stars ?? 0));
}

/** Translators who take jobs now, for a choice, by their names in the reader's order. */
export async function translatorChoice(
  actor: Actor,
  reader: Locale,
  order?: NameOrder,
): Promise<{ slug: string; displayName: string }[]> {
  authorize(actor, 'translator.find');
  return prisma().$queryRaw`
    select e.slug, e.display_name as "displayName"
    from enterprise e join translator_profile p on p.enterprise_id = e.id
    where e.status = 'verified' and p.available
    order by e.display_name collate ${nameCollation(reader, order)}, e.slug limit ${limits.pageMax}`;
}

/** A translator as enterprises see it, with what customers said. Throws `translations.no_translator`. */
export async function readTranslator(actor: Actor, slug: string) {
  authorize(actor, 'translator.find');
  const profile = await prisma().translatorProfile.findFirst({
    where: { enterprise: { slug, status: 'verified' } },
    ...shown,
  });
  if (!profile) throw new DomainError('translations.no_translator');
  const [records, said] = await Promise.all([
    recordsOf([profile.enterpriseId]),
    prisma().translationRating.findMany({
      where: { job: { translatorId: profile.enterpriseId } },
      include: {
        job: {
          select: { fromLocale: true, toLocale: true, words: true, enterprise: { select: { displayName: true } } },
        },
      },
      orderBy: { createdAt: 'desc' },
      take: limits.page,
    }),
  ]);
  return { profile, record: records.get(profile.enterpriseId) ?? nothing, said };
}

/** An enterprise's own profile, for its form; null where it has none. */
export async function ownProfile(actor: Actor, enterpriseId: string) {
  authorize(actor, 'translator.edit', { enterpriseId });
  return prisma().translatorProfile.findUnique({ where: { enterpriseId }, ...shown });
}

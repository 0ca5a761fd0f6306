import { z } from 'zod';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import { CertificateKind } from '#lib/db/generated/enums.ts';
import type { LocalizedText } from '#lib/languages/index.ts';
import { namesSchema } from '../name.ts';

export const certificateKinds = Object.values(CertificateKind);

/** What an enterprise promises its buyers, each a text of its own. */
export const policyFields = ['returns', 'shipping', 'custom_orders', 'privacy'] as const;
export type PolicyField = (typeof policyFields)[number];

/** The words of the storefront itself, with what each may be long. */
export const wordFields = {
  tagline: optionalText(limits.summary),
  city: optionalText(80),
  story: optionalText(limits.description),
  returns: optionalText(limits.policy),
  shipping: optionalText(limits.policy),
  custom_orders: optionalText(limits.policy),
  privacy: optionalText(limits.policy),
} as const;
export type WordField = keyof typeof wordFields;

const wordsByLocale = z.record(z.string(), z.record(z.string(), z.string()));

const personContent = z.object({
  id,
  name: text(120),
  mediaId: id.nullable(),
  words: wordsByLocale,
});

const certificateContent = z.object({
  id,
  kind: z.enum(CertificateKind),
  number: z.string(),
  /** ISO day; null: does not expire. */
  validUntil: z.string().nullable(),
  mediaId: id.nullable(),
  words: wordsByLocale,
});

/** Everything that is edited together and published together. */
export const contentSchema = z.object({
  bannerMediaId: id.nullable(),
  logoMediaId: id.nullable(),
  /** Not in content that was kept before there were names: what is public stands. */
  names: namesSchema.optional(),
  words: wordsByLocale,
  people: z.array(personContent),
  certificates: z.array(certificateContent),
});

export type StorefrontContent = z.output<typeof contentSchema>;
export type PersonContent = z.output<typeof personContent>;
export type CertificateContent = z.output<typeof certificateContent>;

/** Words by locale, then by field. */
export type Words = z.output<typeof wordsByLocale>;

/** Words with those of one language put in place of the ones before; a language that says nothing is left out. */
export function withWords(words: Words, locale: string, fields: Readonly<Record<string, string>>): Words {
  const { [locale]: before = {}, ...others } = words;
  const own = Object.fromEntries(Object.entries({ ...before, ...fields }).filter(([, value]) => value !== ''));
  return Object.keys(own).length > 0 ? { ...others, [locale]: own } : others;
}

/** One field of a draft in every language it is written in, for `readVersions`. */
export function draftVersions(words: Words, sourceLocale: string, field: string): LocalizedText[] {
  return Object.entries(words).map(([locale, fields]) => ({
    locale,
    value: fields[field] ?? '',
    state: locale === sourceLocale ? 'source' : 'translated',
    origin: 'human',
    sourceRevision: 1,
  }));
}

interface Coverage {
  readonly written: number;
  readonly of: number;
}

/** How much of what the original says is said in another language. */
export function coverage(content: StorefrontContent, sourceLocale: string, locale: string): Coverage {
  const texts = [
    content.words,
    ...content.people.map((each) => each.words),
    ...content.certificates.map((c) => c.words),
  ];
  let of = 0;
  let written = 0;
  for (const words of texts)
    for (const [field, value] of Object.entries(words[sourceLocale] ?? {})) {
      if (value === '') continue;
      of += 1;
      if ((words[locale]?.[field] ?? '') !== '') written += 1;
    }
  return { written, of };
}

/** The list with one entry one place nearer to its beginning or its end; as it was where there is no such place. */
export function moved<T extends { readonly id: string }>(
  list: readonly T[],
  entryId: string,
  direction: 'earlier' | 'later',
): T[] {
  const from = list.findIndex((each) => each.id === entryId);
  const to = from + (direction === 'earlier' ? -1 : 1);
  const entry = list[from];
  if (!entry || to < 0 || to >= list.length) return [...list];
  return list.filter((each) => each.id !== entryId).toSpliced(to, 0, entry);
}

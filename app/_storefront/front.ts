import { isoDay, now } from '#lib/core/clock.ts';
import {
  type Away,
  awayAt,
  draftVersions,
  type EnterpriseName,
  enterpriseName,
  type StorefrontDraft,
  type WholeStorefront,
  type WordField,
  type Words,
  type wordFields,
} from '#lib/enterprises/index.ts';
import { type Locale, type ReadableText, readField, readVersions } from '#lib/languages/index.ts';

/** Somebody of the team as a storefront shows them. */
export interface FrontPerson {
  readonly id: string;
  readonly name: string;
  readonly mediaId: string | null;
  readonly role: ReadableText | null;
  readonly about: ReadableText | null;
}

export interface FrontCertificate {
  readonly id: string;
  readonly kind: WholeStorefront['certificates'][number]['kind'];
  readonly name: ReadableText | null;
  readonly issuer: ReadableText | null;
  readonly number: string;
  readonly validUntil: Date | null;
  readonly mediaId: string | null;
  readonly isDocument: boolean;
}

/** A storefront as a reader of one language sees it, be it public or still a draft. */
export interface Front {
  readonly enterprise: Pick<
    WholeStorefront,
    'slug' | 'legalName' | 'sourceLocale' | 'country' | 'foundedYear' | 'status'
  >;
  readonly name: EnterpriseName;
  readonly bannerMediaId: string | null;
  readonly logoMediaId: string | null;
  readonly words: Readonly<Record<WordField, ReadableText | null>>;
  readonly people: readonly FrontPerson[];
  readonly certificates: readonly FrontCertificate[];
  readonly away: (Away & { readonly message: ReadableText | null }) | null;
}

type Read = (field: string) => ReadableText | null;

function wordsFrom(read: Read): Front['words'] {
  return {
    tagline: read('tagline'),
    city: read('city'),
    story: read('story'),
    returns: read('returns'),
    shipping: read('shipping'),
    custom_orders: read('custom_orders'),
    privacy: read('privacy'),
  } satisfies Record<keyof typeof wordFields, ReadableText | null>;
}

/** A certificate counts until the end of its last day. */
function stillValid({ validUntil }: { validUntil: Date | null }): boolean {
  return validUntil === null || isoDay(validUntil) >= isoDay(now());
}

function awayOf(enterprise: WholeStorefront, locale: Locale): Front['away'] {
  const away = awayAt(enterprise.holiday, now());
  if (!away || !enterprise.holiday) return null;
  return { ...away, message: readField(enterprise.holiday.text, 'message', locale) };
}

/** What everybody sees. */
export function publicFront(enterprise: WholeStorefront, locale: Locale): Front {
  return {
    enterprise,
    name: enterpriseName(enterprise, locale),
    bannerMediaId: enterprise.bannerMediaId,
    logoMediaId: enterprise.logoMediaId,
    words: wordsFrom((field) => readField(enterprise.text, field, locale)),
    people: enterprise.people.map(({ id, name, mediaId, text }) => ({
      id,
      name,
      mediaId,
      role: readField(text, 'role', locale),
      about: readField(text, 'about', locale),
    })),
    certificates: enterprise.certificates.filter(stillValid).map(({ text, media, ...certificate }) => ({
      ...certificate,
      name: readField(text, 'name', locale),
      issuer: readField(text, 'issuer', locale),
      isDocument: media?.contentType === 'application/pdf',
    })),
    away: awayOf(enterprise, locale),
  };
}

/** What everybody would see if the draft were published now. */
export function draftFront(
  { content, enterprise }: StorefrontDraft,
  documents: ReadonlySet<string>,
  locale: Locale,
): Front {
  const reader =
    (words: Words): Read =>
    (field) =>
      readVersions(draftVersions(words, enterprise.sourceLocale, field), locale);
  return {
    enterprise,
    name: enterpriseName({ ...enterprise, names: content.names ?? enterprise.names }, locale),
    bannerMediaId: content.bannerMediaId,
    logoMediaId: content.logoMediaId,
    words: wordsFrom(reader(content.words)),
    people: content.people.map(({ id, name, mediaId, words }) => ({
      id,
      name,
      mediaId,
      role: reader(words)('role'),
      about: reader(words)('about'),
    })),
    certificates: content.certificates
      .map(({ words, validUntil, ...certificate }) => ({
        ...certificate,
        validUntil: validUntil ? new Date(`${validUntil}T00:00:00Z`) : null,
        name: reader(words)('name'),
        issuer: reader(words)('issuer'),
        // A paper has an address of its own only once it is public.
        mediaId: certificate.mediaId && documents.has(certificate.mediaId) ? null : certificate.mediaId,
        isDocument: false,
      }))
      .filter(stillValid),
    away: awayOf(enterprise, locale),
  };
}

import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer, optionalText, text } from '#lib/core/validation.ts';
import { CertificateKind } from '#lib/db/generated/enums.ts';
import { isLocale } from '#lib/languages/index.ts';
import { type Names, namesOf } from '../name.ts';
import { moved, type StorefrontContent, withWords, wordFields } from './content.ts';
import { editDraft, requireOwnMedia } from './draft.ts';

const editing = {
  enterpriseId: id,
  /** The draft's version that the form was made of. */
  version: integer(0, 1_000_000_000),
  language: z.string().refine(isLocale, { error: 'choose' }),
};

const isoDate = z
  .string()
  .trim()
  .refine((value) => value === '' || isDay(value), { error: 'invalid_date' })
  .transform((value) => (value === '' ? null : value));

/** Whether the text is a day of the calendar, written as ISO 8601 does. */
export function isDay(value: string): boolean {
  const at = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

export const saveWordsSchema = z.object({
  ...editing,
  /** The enterprise's name in this language; left out where the language is its own. */
  name: optionalText(80).optional(),
  ...wordFields,
});

/** Keeps the storefront's words of one language, and the enterprise's name in it, in the draft. */
export async function saveStorefrontWords(actor: Actor, input: z.output<typeof saveWordsSchema>): Promise<void> {
  const { enterpriseId, version, language, name, ...fields } = input;
  await editDraft(actor, enterpriseId, version, async (content, enterprise) => {
    const named = name !== undefined && language !== enterprise.sourceLocale;
    return {
      ...content,
      ...(named ? { names: withNameIn(content.names ?? namesOf(enterprise.names), language, name) } : {}),
      words: withWords(content.words, language, fields),
    };
  });
}

function withNameIn(names: Names, language: string, name: string): Names {
  const { [language]: _before, ...others } = names;
  return name === '' ? others : { ...others, [language]: name };
}

export const savePersonSchema = z.object({
  ...editing,
  /** Left out for somebody new. */
  personId: id.optional(),
  name: text(120),
  role: optionalText(limits.shortText),
  about: optionalText(400),
});

/** Adds somebody to the people shown, or changes what is said of them in one language. */
export async function savePerson(actor: Actor, input: z.output<typeof savePersonSchema>): Promise<void> {
  const { enterpriseId, version, language, personId, name, role, about } = input;
  await editDraft(actor, enterpriseId, version, async (content) => {
    const { people } = content;
    if (personId && !people.some((each) => each.id === personId)) throw new DomainError('enterprises.edited_meanwhile');
    if (!personId && people.length >= limits.storefrontPeople)
      throw new DomainError('enterprises.too_many_people', { limit: limits.storefrontPeople });
    const all = personId ? people : [...people, { id: crypto.randomUUID(), name, mediaId: null, words: {} }];
    const at = personId ?? all.at(-1)?.id;
    return {
      ...content,
      people: all.map((each) =>
        each.id === at ? { ...each, name, words: withWords(each.words, language, { role, about }) } : each,
      ),
    };
  });
}

export const saveCertificateSchema = z.object({
  ...editing,
  certificateId: id.optional(),
  kind: z.enum(CertificateKind, { error: 'choose' }),
  name: text(limits.title),
  issuer: text(limits.title),
  number: optionalText(80),
  validUntil: isoDate,
});

/** Adds a certificate to those shown, or changes it; its name and its issuer in one language. */
export async function saveCertificate(actor: Actor, input: z.output<typeof saveCertificateSchema>): Promise<void> {
  const { enterpriseId, version, language, certificateId, name, issuer, ...facts } = input;
  await editDraft(actor, enterpriseId, version, async (content) => {
    const { certificates } = content;
    if (certificateId && !certificates.some((each) => each.id === certificateId))
      throw new DomainError('enterprises.edited_meanwhile');
    if (!certificateId && certificates.length >= limits.certificates)
      throw new DomainError('enterprises.too_many_certificates', { limit: limits.certificates });
    const all = certificateId
      ? certificates
      : [...certificates, { id: crypto.randomUUID(), ...facts, mediaId: null, words: {} }];
    const at = certificateId ?? all.at(-1)?.id;
    return {
      ...content,
      certificates: all.map((each) =>
        each.id === at ? { ...each, ...facts, words: withWords(each.words, language, { name, issuer }) } : each,
      ),
    };
  });
}

export const arrangeSchema = z.object({
  enterpriseId: id,
  part: z.enum(['people', 'certificates']),
  entryId: id,
  change: z.enum(['earlier', 'later', 'remove']),
});

/** Moves somebody or a certificate by one place, or takes it out. */
export async function arrangeStorefront(actor: Actor, input: z.output<typeof arrangeSchema>): Promise<void> {
  const { enterpriseId, part, entryId, change } = input;
  const arrange = <T extends { id: string }>(list: readonly T[]) =>
    change === 'remove' ? list.filter((each) => each.id !== entryId) : moved(list, entryId, change);
  await editDraft(actor, enterpriseId, null, async (content) =>
    part === 'people'
      ? { ...content, people: arrange(content.people) }
      : { ...content, certificates: arrange(content.certificates) },
  );
}

/** Where a picture of the storefront hangs: at its head, as its mark, or beside a person or a certificate. */
export const slotSchema = z.union([
  z.enum(['banner', 'logo']),
  z.string().regex(/^(person|certificate):[0-9a-f-]{36}$/, { error: 'invalid' }),
]);

export const clearSlotSchema = z.object({ enterpriseId: id, slot: slotSchema });

/** Hangs an uploaded picture (or a certificate's PDF) in its place, or takes it away. */
export async function hangPicture(
  actor: Actor,
  enterpriseId: string,
  slot: z.output<typeof slotSchema>,
  mediaId: string | null,
): Promise<void> {
  await editDraft(actor, enterpriseId, null, async (content, enterprise, tx) => {
    if (mediaId) await requireOwnMedia(tx, enterprise.id, mediaId);
    return hung(content, slot, mediaId);
  });
}

function hung(content: StorefrontContent, slot: string, mediaId: string | null): StorefrontContent {
  if (slot === 'banner') return { ...content, bannerMediaId: mediaId };
  if (slot === 'logo') return { ...content, logoMediaId: mediaId };
  const [part, entryId] = slot.split(':');
  const own = <T extends { id: string }>(list: readonly T[]) =>
    list.map((each) => (each.id === entryId ? { ...each, mediaId } : each));
  return part === 'person'
    ? { ...content, people: own(content.people) }
    : { ...content, certificates: own(content.certificates) };
}

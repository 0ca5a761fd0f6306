import { z } from 'zod';
import { limits } from '#lib/core/limits.ts';
import { isLocale, type Locale } from '#lib/languages/index.ts';

export type Unit =
  | { readonly kind: 'interface'; readonly namespace: string; readonly key: string }
  | { readonly kind: 'content'; readonly textId: string; readonly field: string };

const ofContent = /^text:([0-9a-f]{8}-[0-9a-f-]{27})\.(\w{1,60})$/;
const ofInterface = /^([a-z_]{1,40})\.([A-Za-z0-9_.-]{1,200})$/;

/** What a unit's name says; null for no name of a unit. */
export function readUnit(name: string): Unit | null {
  const content = ofContent.exec(name);
  if (content) return { kind: 'content', textId: content[1] ?? '', field: content[2] ?? '' };
  const message = ofInterface.exec(name);
  return message ? { kind: 'interface', namespace: message[1] ?? '', key: message[2] ?? '' } : null;
}

export function unitName(unit: Unit): string {
  return unit.kind === 'content' ? `text:${unit.textId}.${unit.field}` : `${unit.namespace}.${unit.key}`;
}

/** The most characters (UTF-16 units) that a wording has: an interface string's as many as a file may bring, people's own texts twice that. */
export function mostCharacters({ kind }: Pick<Unit, 'kind'>): number {
  return kind === 'interface' ? limits.message : limits.description;
}

export const unitSchema = z.object({
  locale: z
    .string()
    .refine(isLocale, { error: 'invalid' })
    .transform((tag): Locale => (isLocale(tag) ? tag : 'en')),
  unit: z
    .string()
    .max(260, { error: 'invalid' })
    .refine((name) => readUnit(name) !== null, { error: 'invalid' }),
});

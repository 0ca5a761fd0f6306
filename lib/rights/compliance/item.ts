import { z } from 'zod';
import { limits } from '#lib/core/limits.ts';
import { text } from '#lib/core/validation.ts';

export const complianceDirections = ['cn_to_cee', 'cee_to_cn', 'both'] as const;
export const complianceDoers = ['licensee', 'holder', 'both'] as const;
export const complianceMoments = [
  'after_signing',
  'before_activation',
  'before_publication',
  'before_performance',
  'before_market',
  'before_import',
  'before_export',
  'before_remittance',
  'with_each_payment',
  'within_60_days',
  'at_launch',
  'yearly',
  'before_2030_08',
] as const;

/** The languages in which an item is written; others read English. */
export const complianceLocales = ['en', 'zh-CN', 'bg', 'pl'] as const;
export type ComplianceLocale = (typeof complianceLocales)[number];

const words = z.tuple([text(limits.title), text(limits.complianceWords)]);

/** What an item of a checklist says. Empty lists of kinds, rights and places mean all. */
export const complianceContent = z.object({
  direction: z.enum(complianceDirections),
  kinds: z.array(z.string()),
  /** Leaves of lib/rights/data: the item concerns a licence of any of them. */
  rights: z.array(z.string()),
  /** Countries and groups: the item concerns a licence for any of them. */
  places: z.array(z.string()),
  /** Only where the work declares a share made by a machine. */
  ai: z.boolean().optional(),
  /** Only for works at least so many years old. */
  minAge: z.number().int().optional(),
  /** Only where a single payment is above so many US dollars. */
  aboveUsd: z.number().int().optional(),
  /** Only for licences that run past this day. */
  runsPast: z.iso.date().optional(),
  who: z.enum(complianceDoers),
  when: z.enum(complianceMoments),
  /** Whether a licence cannot begin before it is seen to. */
  blocks: z.boolean(),
  source: z.object({
    name: text(limits.title * 2),
    url: z.url({ protocol: /^https?$/ }).max(400),
    /** Whether we have read it in a source of the law or of a body that quotes it. */
    confirmed: z.boolean(),
    /** What of it we could not confirm, in English for staff. */
    doubt: z.string().max(limits.complianceWords),
  }),
  /** Title, and what is to be done, by language. */
  words: z.object({ en: words, 'zh-CN': words, bg: words, pl: words }),
});

export type ComplianceContent = z.infer<typeof complianceContent>;
export type CodedItem = ComplianceContent & { readonly code: string };

/** An item's words for a reader, with their language. */
export function itemWords(
  item: ComplianceContent,
  locale: string,
): { title: string; what: string; language: ComplianceLocale } {
  const language = complianceLocales.find((each) => each === locale) ?? 'en';
  const [title, what] = item.words[language];
  return { title, what, language };
}

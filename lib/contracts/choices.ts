import { z } from 'zod';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { integer, optionalText } from '#lib/core/validation.ts';
import { type ContractLanguage, contractLanguages } from './languages.ts';
import { laws, slots } from './library.ts';

export const forums = ['cietac', 'hkiac', 'viac', 'icc', 'court'] as const;
export const sublicensings = ['none', 'consent', 'assigned'] as const;
const language = z.enum(contractLanguages);

/** What the parties settle beside the terms of the offer. Every number stands here once. */
export const choicesSchema = z.object({
  version: z.literal(1),
  languages: z.array(language).min(2).max(3),
  governing: language,
  law: z.string(),
  forum: z.enum(forums),
  arbitrators: z.number().int(),
  /** Consented sublicences end with the licence, or (`assigned`) pass to the licensor when it ends. */
  sublicensing: z.enum(sublicensings),
  silence: z.enum(['refused', 'approved']),
  deliveryDays: z.number().int(),
  approvalDays: z.number().int(),
  cureDays: z.number().int(),
  firstDays: z.number().int(),
  sellOffMonths: z.number().int(),
  holdbackMonths: z.number().int(),
  auditDays: z.number().int(),
  /** In whole per cent. */
  auditTolerance: z.number().int(),
  recordYears: z.number().int(),
  capMonths: z.number().int(),
  confidentialityYears: z.number().int(),
  forceDays: z.number().int(),
  specimens: z.number().int(),
  /** Slots in the order the parties want; those it does not name follow in the library's. */
  order: z.array(z.string()).max(100),
  /** Optional slots that are left out. */
  without: z.array(z.string()).max(100),
  /** A clause of the parties' own, in each language of the contract. */
  special: z.partialRecord(language, z.string()),
});
export type Choices = z.output<typeof choicesSchema>;

/** What a contract begins with, before anybody has chosen. */
export function firstChoices(languages: readonly ContractLanguage[]): Choices {
  return {
    version: 1,
    languages: [...languages],
    governing: 'en',
    law: 'AT',
    forum: 'viac',
    arbitrators: 1,
    sublicensing: 'none',
    silence: 'refused',
    deliveryDays: 30,
    approvalDays: 15,
    cureDays: 30,
    firstDays: 90,
    sellOffMonths: 6,
    holdbackMonths: 0,
    auditDays: 14,
    auditTolerance: 5,
    recordYears: 5,
    capMonths: 12,
    confidentialityYears: 3,
    forceDays: 90,
    specimens: 3,
    order: [],
    without: [],
    special: {},
  };
}

const special = optionalText(limits.specialClause);

/** The choices as a form sends them; `include[]` are the optional slots that stay, `language[]` the columns. */
export const choicesForm = {
  language: z.array(language).min(2, { error: 'choose' }).max(3, { error: 'contracts.three_languages' }),
  governing: language,
  law: z.enum(laws, { error: 'choose' }),
  forum: z.enum(forums, { error: 'choose' }),
  arbitrators: z.enum(['1', '3'], { error: 'choose' }).transform(Number),
  sublicensing: z.enum(sublicensings, { error: 'choose' }),
  silence: z.enum(['refused', 'approved'], { error: 'choose' }),
  deliveryDays: integer(2, 365),
  approvalDays: integer(2, 90),
  cureDays: integer(2, 180),
  firstDays: integer(2, 365),
  sellOffMonths: integer(2, 24),
  holdbackMonths: integer(0, 120),
  auditDays: integer(2, 90),
  auditTolerance: integer(1, 20),
  recordYears: integer(2, 15),
  capMonths: integer(2, 60),
  confidentialityYears: integer(2, 20),
  forceDays: integer(2, 365),
  specimens: integer(2, 50),
  include: z.array(z.string().max(40)).max(60).default([]),
  order: z.string().max(3_000).default(''),
  'special.zh-CN': special,
  'special.en': special,
  'special.bg': special,
  'special.pl': special,
} as const;
const formSchema = z.object(choicesForm);

/**
 * Choices out of a form. Throws, at its field: `contracts.governing_not_among` where the governing language is none of the contract's, and
 * `contracts.special_missing` where a clause of the parties' own lacks one of them.
 */
export function choicesOf(form: z.output<typeof formSchema>): Choices {
  const { language: chosen, include, order, governing } = form;
  const languages = contractLanguages.filter((each) => chosen.includes(each));
  if (!languages.includes(governing)) throw new DomainError('contracts.governing_not_among', {}, 'governing');
  const written = languages.map((each) => [each, form[`special.${each}`]] as const);
  const missing = written.find(([, words]) => words === '');
  const some = written.some(([, words]) => words !== '');
  if (some && missing) throw new DomainError('contracts.special_missing', {}, `special.${missing[0]}`);
  const optional = slots.filter((each) => each.optional).map((each) => each.slot);
  const { arbitrators, law, forum, sublicensing, silence, deliveryDays, approvalDays, cureDays, firstDays } = form;
  const { sellOffMonths, holdbackMonths, auditDays, auditTolerance, recordYears, capMonths } = form;
  const { confidentialityYears, forceDays, specimens } = form;
  return {
    ...{ version: 1, languages, governing, law, forum, arbitrators, sublicensing, silence },
    ...{ deliveryDays, approvalDays, cureDays, firstDays, sellOffMonths, holdbackMonths, auditDays, auditTolerance },
    ...{ recordYears, capMonths, confidentialityYears, forceDays, specimens },
    order: movable(order.split(',')),
    without: optional.filter((slot) => !include.includes(slot)),
    special: some ? Object.fromEntries(written) : {},
  };
}

/** Of these slots those that exist and may move, each once. */
export function movable(order: readonly string[]): string[] {
  const known = new Set([...slots.filter((each) => !each.fixed).map((each) => each.slot), 'special']);
  return [...new Set(order)].filter((slot) => known.has(slot));
}

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { sentences } from '#app/_i18n/sentences.ts';
import { freePartWords } from '#app/_rights/free-part.tsx';
import { royaltyWords } from '#app/_rights/royalty-words.ts';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { parseAmount } from '#lib/core/money.ts';
import type { Locale } from '#lib/languages/index.ts';
import {
  freeForTerms,
  leftOutOf,
  licensed,
  openSublicenceOffer,
  readDealById,
  scopeOfForm,
  termsForm,
  workIds,
} from '#lib/rights/index.ts';
import { moneyOfForm, royaltyFormSchema, whatIf } from '#lib/royalties/index.ts';

/** What a form of terms is told while somebody fills it in. */
export interface TermsPreview {
  /** What is still missing before anything can be said; null when nothing is. */
  readonly problem: string | null;
  readonly works: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: 'free' | 'partly' | 'taken';
    readonly sentence: string;
  }[];
  readonly money: {
    readonly sentence: string;
    /** In percent of the drawing's width and height. */
    readonly points: readonly (readonly [number, number])[];
    readonly at: number;
  } | null;
}

const { rights, territories, languages, rightsExcept, territoriesExcept, outRights, outTerritories } = termsForm;
const scopeSchema = z.object({
  rights,
  territories,
  languages,
  rightsExcept,
  territoriesExcept,
  outRights,
  outTerritories,
  startsOn: termsForm.startsOn,
  endsOn: termsForm.endsOn,
  exclusivity: z.enum(licensed),
  workIds: workIds.default([]),
  enterpriseId: z.string().max(40).default(''),
  dealId: z.string().max(40).optional(),
  offer: z.string().max(60).optional(),
});
const moneySchema = royaltyFormSchema.extend({
  currency: termsForm.currency,
  previewUnits: z.string().regex(/^\d{1,7}$/),
  previewPrice: z.string().max(30),
});

/** What of the written scope is free, and what the written money would come to. Nothing is stored. */
export async function previewTerms(actor: Actor, form: object, locale: Locale): Promise<TermsPreview> {
  return { ...(await freeWords(actor, form, locale)), money: await moneyWords(form, locale) };
}

async function freeWords(actor: Actor, form: object, locale: Locale): Promise<Pick<TermsPreview, 'problem' | 'works'>> {
  const t = await getTranslations({ locale, namespace: 'deals.preview' });
  const parsed = scopeSchema.safeParse(form);
  if (!parsed.success) return { problem: t('choose'), works: [] };
  const { data } = parsed;
  try {
    const deal = data.dealId ? await readDealById(actor, data.dealId) : null;
    const link = data.offer && !deal ? await openSublicenceOffer(actor, data.offer) : undefined;
    if (link === null) return { problem: t('not_yet'), works: [] };
    const about = deal ?? { workIds: data.workIds, licenseeId: data.enterpriseId, giver: link?.giver };
    const scope = { scope: scopeOfForm(data), exclusivity: data.exclusivity, leftOut: leftOutOf(data) };
    const works = await freeForTerms(actor, about, scope, locale);
    return {
      problem: null,
      works: await Promise.all(
        works.map(async ({ workId, title, answer }) => ({
          id: workId,
          title,
          state: answer.state,
          sentence:
            answer.state === 'free'
              ? t('free')
              : sentences(await freePartWords(answer, locale, { counted: true }), locale),
        })),
      ),
    };
  } catch (error) {
    if (error instanceof DomainError) return { problem: t('not_yet'), works: [] };
    throw error;
  }
}

async function moneyWords(form: object, locale: Locale): Promise<TermsPreview['money']> {
  const parsed = moneySchema.safeParse(form);
  if (!parsed.success) return null;
  const { previewUnits, previewPrice, ...input } = parsed.data;
  const t = await getTranslations({ locale, namespace: 'deals.preview' });
  try {
    const money = moneyOfForm(input);
    const units = Number(previewUnits);
    const { step, curve } = whatIf(money, { units, priceMinor: parseAmount(previewPrice, money.currency).minor });
    const words = royaltyWords(locale, money.currency);
    const most = curve.at(-1)?.units ?? 1;
    const top = curve.map(({ royalty }) => royalty).sort((a, b) => (a > b ? -1 : 1))[0] || 1n;
    return {
      sentence: t('money', {
        units,
        royalty: words.money(step.works[0]?.royalty ?? 0n),
        recouped: words.money(step.pools[0]?.recouped ?? 0n),
        payable: words.money(step.payable),
      }),
      points: curve.map(({ units: pieces, royalty }) => [
        (pieces * 100) / most,
        Number((royalty * 10_000n) / top) / 100,
      ]),
      at: (units * 100) / most,
    };
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

import { fieldText, type Locale, type TextWithTranslations } from '#lib/languages/index.ts';

interface Titled {
  readonly works: readonly { readonly workId: string; readonly work: { readonly text: TextWithTranslations } }[];
}

/** The titles of a deal's works as a reader knows them, by work. */
export function titlesOfDeal({ works }: Titled, locale: Locale): Record<string, string> {
  return Object.fromEntries(works.map(({ workId, work }) => [workId, fieldText(work.text, 'title', locale)]));
}

import type { Prisma } from '#lib/db/generated/client.ts';
import { fieldText, type Locale, locale as localeOf, type TextWithTranslations } from '#lib/languages/index.ts';

/** What to include of a listing to name its variants: every option it has or had, with its values and their words. */
export const withOptions = {
  orderBy: { position: 'asc' },
  include: {
    text: { include: { translations: true } },
    values: { orderBy: { position: 'asc' }, include: { text: { include: { translations: true } } } },
  },
} as const satisfies Prisma.Listing$optionsArgs;

interface NamedOption {
  readonly archivedAt: Date | null;
  readonly values: readonly {
    readonly id: string;
    readonly archivedAt: Date | null;
    readonly text: TextWithTranslations;
  }[];
}

/** The options on offer with the values on offer: what buyers choose by. */
export function offered<Option extends NamedOption>(options: readonly Option[]): Option[] {
  return options
    .filter((option) => option.archivedAt === null)
    .map((option) => ({ ...option, values: option.values.filter((value) => value.archivedAt === null) }));
}

/** A variant's name for a reader: its values, in the options' order ("22 cm · blue"); empty where there is nothing to choose. */
export function variantName(
  variant: { readonly valueIds: readonly string[] },
  options: readonly NamedOption[],
  reader: Locale,
): string {
  const values = options.flatMap((option) => option.values);
  return variant.valueIds
    .flatMap((id) => values.find((value) => value.id === id) ?? [])
    .map((value) => fieldText(value.text, 'name', reader))
    .join(' · ');
}

/** The same in the language it was written in. */
export function writtenVariantName(
  variant: { readonly valueIds: readonly string[] },
  listing: { readonly text: { readonly sourceLocale: string }; readonly options: readonly NamedOption[] },
): string {
  return variantName(variant, listing.options, localeOf(listing.text.sourceLocale));
}

import type { StorefrontDraft } from '#lib/enterprises/index.ts';
import { type Locale, locale as localeOf } from '#lib/languages/index.ts';

/** What every form of the storefront's desk works on: the draft, and the language its words are in. */
export interface Place {
  readonly draft: StorefrontDraft;
  readonly language: Locale;
}

/** The same for the forms, unseen. */
export function PlaceFields({ place, versioned = false }: { place: Place; versioned?: boolean }) {
  const { enterprise, version } = place.draft;
  return (
    <>
      <input type="hidden" name="enterpriseId" value={enterprise.id} />
      <input type="hidden" name="enterprise" value={enterprise.slug} />
      <input type="hidden" name="language" value={place.language} />
      {versioned && <input type="hidden" name="version" value={version} />}
    </>
  );
}

/** The language of the original, and null while the original itself is worked on. */
export function sourceBeside({ draft, language }: Place): Locale | null {
  const source = localeOf(draft.enterprise.sourceLocale);
  return source === language ? null : source;
}

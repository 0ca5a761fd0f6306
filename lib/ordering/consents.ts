import { type Locale, translator } from '#lib/languages/index.ts';

/** The day the wordings of terms, withdrawal and waiver are of. A new wording has a new day; old orders keep theirs. */
export const consentVersion = '2026-11-26';

export type ConsentKind = 'terms' | 'withdrawal' | 'waiver';

/** What a buyer agrees to or is told at the checkout, word for word as it stands there. */
export async function consentText(kind: ConsentKind, reader: Locale): Promise<string> {
  const t = await translator(reader, 'consents');
  return t(kind);
}

/** The rows that an order keeps of them. */
export async function consentRows(kinds: readonly ConsentKind[], reader: Locale, at: Date) {
  return Promise.all(
    kinds.map(async (kind) => ({
      kind,
      version: consentVersion,
      locale: reader,
      text: await consentText(kind, reader),
      givenAt: at,
    })),
  );
}

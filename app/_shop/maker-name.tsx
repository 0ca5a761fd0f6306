import { enterpriseName, type Named } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';

/** What readers of the language call an enterprise; with `whole`, the name it gave itself beside it, where that is another. */
export function MakerName({ of, locale, whole = false }: { of: Named; locale: Locale; whole?: boolean }) {
  const { value, locale: language, original } = enterpriseName(of, locale);
  return (
    <>
      <span lang={language}>{value}</span>
      {whole && original !== null && (
        <span className="text-muted" lang={of.sourceLocale}>
          {' '}
          {original}
        </span>
      )}
    </>
  );
}

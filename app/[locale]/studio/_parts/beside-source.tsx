import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';

/** A field with what the original says beside it; the field alone where it is the original's own. */
export async function BesideSource({
  source,
  text,
  children,
}: {
  /** The original's language; null while the original itself is written. */
  source: string | null;
  text: string;
  children: ReactNode;
}) {
  if (source === null) return children;
  const t = await getTranslations('storefront.languages');
  return (
    <div className="grid gap-x-6 gap-y-3 md:grid-cols-2">
      <div className="md:order-last md:pt-7">
        <p className="sr-only">{t('original')}</p>
        <p
          lang={source}
          className="max-h-72 overflow-y-auto whitespace-pre-line border-line border-l-3 pl-4 text-muted text-small"
          tabIndex={text.length > 600 ? 0 : undefined}
        >
          {text || t('source_empty')}
        </p>
      </div>
      {children}
    </div>
  );
}

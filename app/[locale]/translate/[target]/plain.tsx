import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Notice } from '#app/_ui/layout.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { type ListAsked, listStrings } from '#lib/workbench/index.ts';

const shown = 50;

/** The list for whoever has no script: all of it, in pages. The panes above show what the address opens and what the list is narrowed to. */
export async function PlainStrings({ actor, asked, from }: { actor: Actor; asked: ListAsked; from: string }) {
  const t = await getTranslations('workbench');
  const { around: _, ...filter } = asked;
  const first = Math.max(0, Number.parseInt(from, 10) || 0);
  const { rows, total } = await listStrings(actor, { ...filter, offset: first });
  const address = (more: Readonly<Record<string, string>>) =>
    `/translate/${asked.locale}?${new URLSearchParams({ part: asked.part, which: asked.which, q: asked.search, ...more })}`;
  return (
    <noscript>
      <section aria-label={t('plain.title')} className="py-8">
        <Notice>{t('plain.text')}</Notice>
        <ul className="mt-6 border-line border-t">
          {rows.slice(0, shown).map((row) => (
            <li key={row.unit} className="grid gap-x-6 border-line border-b py-2 sm:grid-cols-2">
              <Link href={address({ id: row.unit })} lang={row.sourceLocale} className="link [overflow-wrap:anywhere]">
                {row.source}
              </Link>
              <span lang={row.target ? asked.locale : undefined} className="text-muted [overflow-wrap:anywhere]">
                {row.target || t('not_translated')}
              </span>
            </li>
          ))}
        </ul>
        <p className="flex flex-wrap gap-6 py-4">
          {first > 0 && (
            <Link href={address({ from: String(Math.max(0, first - shown)) })} rel="prev" className="link min-h-11">
              {t('plain.before')}
            </Link>
          )}
          {first + shown < total && (
            <Link href={address({ from: String(first + shown) })} rel="next" className="link min-h-11">
              {t('plain.after')}
            </Link>
          )}
        </p>
      </section>
    </noscript>
  );
}

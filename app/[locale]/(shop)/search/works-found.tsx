import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Picture } from '#app/_ui/picture.tsx';
import type { Locale } from '#lib/languages/index.ts';
import { worksNamed } from '#lib/rights/index.ts';
import { nameBegins } from '#lib/search/index.ts';

/** Works that are called what was searched: their rights are found here, things to buy below. */
export async function WorksFound({ query, locale }: { query: string; locale: Locale }) {
  const works = await worksNamed((name) => nameBegins(name, query), locale, 4);
  if (works.length === 0) return null;
  const [t, kind] = await Promise.all([getTranslations('search'), getTranslations('rights.kind')]);
  return (
    <section aria-labelledby="works-found" className="mb-8 border-line border-b pb-6">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id="works-found" className="text-large">
          {t('works')}
        </h2>
        <Link href="/rights" className="link inline-flex min-h-8 shrink-0 items-center text-small">
          {t('all_works')}
        </Link>
      </div>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {works.map((work) => (
          <li key={work.slug} className="min-w-0">
            <Link href={`/w/${work.slug}`} className="group flex min-h-11 items-center gap-3">
              <span className="block h-16 w-13 shrink-0 overflow-hidden rounded-sm bg-silk">
                {work.pictureId && <Picture mediaId={work.pictureId} alt="" sizes="52px" maxWidth={320} />}
              </span>
              <span className="min-w-0">
                <span className="block group-hover:underline group-hover:underline-offset-4">{work.title}</span>
                <span className="block text-muted text-small">
                  {kind(work.kind)} · {work.maker}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { type Locale, localeFacts } from '#lib/languages/index.ts';

const places = [
  ['strings', ''],
  ['reviews', '/reviews'],
  ['activity', '/activity'],
  ['people', '/people'],
] as const;

/** The head of a language's pages at the workbench, with the way to each of them. */
export async function TargetHead({ target, here }: { target: Locale; here: (typeof places)[number][0] }) {
  const t = await getTranslations('workbench');
  const edits = may(await currentActor(), 'message.edit', { locale: target });
  // Who only suggests has no business with what readers see at once.
  const shown = places.filter(([name]) => edits || name !== 'reviews');
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1 pt-5 pb-3">
      <h1 className="text-large" lang={target}>
        {localeFacts(target).name}
      </h1>
      <nav aria-label={t('places.label')} className="flex flex-wrap gap-x-5 text-small">
        {shown.map(([name, path]) => (
          <Link
            key={name}
            href={`/translate/${target}${path}`}
            aria-current={name === here ? 'page' : undefined}
            className="inline-flex min-h-9 items-center border-transparent border-b-2 hover:border-edge aria-[current=page]:border-amber aria-[current=page]:font-medium"
          >
            {t(`places.${name}`)}
          </Link>
        ))}
        <Link href="/translate" className="inline-flex min-h-9 items-center text-muted hover:text-ink">
          {t('places.languages')}
        </Link>
      </nav>
    </div>
  );
}

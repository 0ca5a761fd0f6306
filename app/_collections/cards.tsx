import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Picture } from '#app/_ui/picture.tsx';
import type { CollectionCard } from '#lib/catalogue/index.ts';

/** Where a collection has its own page. */
export function collectionPath({ slug, enterprise }: Pick<CollectionCard, 'slug' | 'enterprise'>): string {
  return enterprise ? `/e/${enterprise.slug}/${slug}` : `/collections/${slug}`;
}

/** One large picture and two small ones, or as many as there are. */
function Covers({ covers }: { covers: readonly string[] }) {
  const [first, ...others] = covers;
  return (
    <div
      className={`grid aspect-4/3 gap-1 overflow-hidden rounded-md bg-silk ${others.length > 0 ? 'grid-cols-[2fr_1fr]' : ''}`}
    >
      {first && <Picture mediaId={first} alt="" sizes="(max-width: 640px) 62vw, 300px" maxWidth={800} />}
      {others.length > 0 && (
        <div className="grid min-h-0 gap-1">
          {others.map((mediaId) => (
            <div key={mediaId} className="min-h-0 overflow-hidden">
              <Picture mediaId={mediaId} alt="" sizes="(max-width: 640px) 30vw, 150px" maxWidth={480} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** Collections beside each other: pictures, title, how much is in them. */
export async function CollectionCards({
  cards,
  level = 'h2',
}: {
  cards: readonly CollectionCard[];
  level?: 'h2' | 'h3';
}) {
  const t = await getTranslations('collections');
  const Heading = level;
  return (
    <ul className="grid gap-x-5 gap-y-8 sm:grid-cols-[repeat(auto-fill,minmax(300px,1fr))]">
      {cards.map((card) => (
        <li key={card.id} className="min-w-0 sm:max-w-[520px]">
          <Link href={collectionPath(card)} className="group block">
            <Covers covers={card.covers} />
            <Heading
              className="mt-3 text-large group-hover:underline group-hover:underline-offset-4"
              lang={card.title.locale}
            >
              {card.title.value}
            </Heading>
            <p className="num mt-0.5 text-muted text-small">{t('count', { count: card.count })}</p>
          </Link>
        </li>
      ))}
    </ul>
  );
}

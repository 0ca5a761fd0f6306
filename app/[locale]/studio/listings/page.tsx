import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { listingsOfEnterprise } from '#lib/catalogue/index.ts';
import { may } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { FindForm } from '../_parts/find-form.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { listingTone } from '../_parts/tones.ts';
import { ListingTable } from './listing-table.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('listings.title'), robots: { index: false } };
}

const states = Object.keys(listingTone) as (keyof typeof listingTone)[];
type State = (typeof states)[number];

/** What the list shows, as its address says it. */
interface Shown {
  readonly enterprise?: string | undefined;
  readonly state?: State | undefined;
  readonly q?: string | undefined;
  readonly after?: string | undefined;
}

function listPath(shown: Shown): string {
  const given = Object.entries(shown).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/studio/listings?${new URLSearchParams(given)}`;
}

export default async function Listings({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'listing.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/listings" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { state: wanted, q: typed = '', after } = await searchParams;
  const state = states.find((each) => each === wanted);
  const q = typed.trim().slice(0, limits.searchQuery);
  const shown: Shown = { enterprise: several ? enterprise.slug : undefined, state, q };
  const page = await listingsOfEnterprise(actor, {
    enterpriseId: enterprise.id,
    status: state,
    search: q,
    cursor: after,
  });
  const t = await getTranslations('studio.listings');
  const query = several ? `enterprise=${enterprise.slug}` : '';
  const files = await getTranslations('import');
  return (
    <>
      <StudioNav enterprise={enterprise} current="listings" several={several} />
      <PageHead title={t('title')}>
        {may(actor, 'listing.edit', { enterpriseId: enterprise.id }) && (
          <span className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <Link href={`/studio/listings/import?${query}`} className="link inline-flex min-h-11 items-center">
              {files('title')}
            </Link>
            <Link href={`/studio/listings/new?${query}`} className={buttonStyle()}>
              {t('new')}
            </Link>
          </span>
        )}
      </PageHead>
      <div className="mb-3">
        <FindForm q={q} label={t('search')} find={t('find')} kept={{ enterprise: shown.enterprise, state }} />
      </div>
      <States shown={shown} />
      {page.items.length > 0 ? (
        <ListingTable listings={page.items} locale={locale} />
      ) : (
        <EmptyState title={t('empty_title')} text={q ? t('empty_search') : t(state ? 'empty_state' : 'empty_text')} />
      )}
      <nav aria-label={t('title')} className="mt-6 flex flex-wrap gap-3 empty:hidden">
        {after && (
          <Link href={listPath(shown)} className={buttonStyle('quiet')}>
            {t('first')}
          </Link>
        )}
        {page.next && (
          <Link href={listPath({ ...shown, after: page.next })} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        )}
      </nav>
    </>
  );
}

async function States({ shown }: { shown: Shown }) {
  const t = await getTranslations('studio');
  return (
    <nav aria-label={t('listings.filter')} className="mb-4 flex flex-wrap gap-x-5 text-small">
      {[undefined, ...states].map((each) => (
        <Link
          key={each ?? 'all'}
          href={listPath({ ...shown, state: each })}
          aria-current={each === shown.state ? 'true' : undefined}
          className="flex min-h-11 items-center text-muted hover:text-ink aria-[current=true]:text-ink aria-[current=true]:underline aria-[current=true]:underline-offset-8"
        >
          {each ? t(`state.${each}`) : t('listings.all')}
        </Link>
      ))}
    </nav>
  );
}

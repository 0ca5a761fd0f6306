import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { sentences } from '#app/_i18n/sentences.ts';
import { AskFacets } from '#app/_rights/ask-facets.tsx';
import { AskForm } from '#app/_rights/ask-form.tsx';
import { freePartWords } from '#app/_rights/free-part.tsx';
import { SaveAsk } from '#app/_rights/save-ask.tsx';
import { WorkTile } from '#app/_rights/work-tile.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Notice, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { DomainError } from '#lib/core/errors.ts';
import type { Locale } from '#lib/languages/index.ts';
import {
  askAddress,
  isAsking,
  type RightsFound,
  readAsk,
  scopeOfAsk,
  searchRights,
  verifiedWorks,
  type WholeWork,
  type WrittenAsk,
  worksOf,
} from '#lib/rights/index.ts';

type Query = Readonly<Record<string, string | string[] | undefined>>;
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('rights');
  return { title: t('search.title') };
}

function addressOf(query: Query): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, each]),
    ),
  );
}

/** What is found for an ask, or the sentence about what is wrong with it. */
async function search(ask: WrittenAsk, after: string | undefined): Promise<RightsFound | string> {
  const { exclusivity, kinds, countries, side } = ask;
  try {
    return await searchRights({ ask: { exclusivity, scope: scopeOfAsk(ask) }, kinds, countries, side, after });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = await getTranslations('errors');
    const t = await getTranslations('avails.search');
    const { code, date } = error.params;
    return errors.has(error.code) ? errors(error.code, { code: String(code), date: String(date) }) : t('wrong');
  }
}

const grid =
  'grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(200px,1fr))] sm:gap-x-5 sm:gap-y-9';

async function Found({ found, ask, locale }: { found: RightsFound; ask: WrittenAsk; locale: Locale }) {
  const t = await getTranslations('avails');
  const rights = await getTranslations('rights');
  const works = new Map((await worksOf(found.items.map(({ workId }) => workId))).map((work) => [work.id, work]));
  const lines = await Promise.all(
    found.items.map(async ({ workId, whole, answer }) => ({
      whole,
      work: works.get(workId),
      words: answer ? await freePartWords(answer, locale) : [],
    })),
  );
  const tile = (work: WholeWork, tone: string, words: readonly string[]) => (
    <li key={work.id} className="min-w-0">
      <WorkTile work={work} locale={locale}>
        <p className={`mt-0.5 text-small ${tone}`}>{sentences(words, locale)}</p>
      </WorkTile>
    </li>
  );
  const partly = lines.filter(({ whole }) => !whole);
  return (
    <>
      {lines.some(({ whole }) => whole) && (
        <ul className={grid}>
          {lines.map(({ whole, work }) => whole && work && tile(work, 'text-jade', [rights('state.free')]))}
        </ul>
      )}
      {partly.length > 0 && (
        <>
          <RowHead title={t('search.partly')} />
          <ul className={grid}>{partly.map(({ work, words }) => work && tile(work, 'text-amber', words))}</ul>
        </>
      )}
      {found.items.length === 0 && <EmptyState title={rights('search.none_title')} text={rights('search.none_text')} />}
      {found.next && (
        <p className="mt-8">
          <Link
            href={`/rights?${askAddress(ask)}&after=${found.next}#found`}
            rel="nofollow"
            className={buttonStyle('quiet')}
          >
            {t('search.more')}
          </Link>
        </p>
      )}
    </>
  );
}

async function AllWorks({ locale }: { locale: Locale }) {
  const t = await getTranslations('rights');
  const works = await verifiedWorks();
  return (
    <>
      <h2 className="mb-4 text-title">{t('search.all')}</h2>
      <ul className={grid}>
        {works.map((work) => (
          <li key={work.id} className="min-w-0">
            <WorkTile work={work} locale={locale} />
          </li>
        ))}
      </ul>
    </>
  );
}

export default async function RightsSearch({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const query = addressOf(await searchParams);
  const ask = readAsk(query);
  const t = await getTranslations('rights');
  const own = await getTranslations('avails.search');
  const asking = isAsking(ask);
  const found = asking ? await search(ask, query.get('after') ?? undefined) : null;
  return (
    <>
      <PageHead title={t('search.title')} lead={t('search.lead')}>
        <Link href="/deals" className={buttonStyle('quiet')}>
          {t('deals.title')}
        </Link>
      </PageHead>
      <div className="grid items-start gap-x-[clamp(24px,4vw,64px)] gap-y-8 lg:grid-cols-[340px_minmax(0,1fr)]">
        <div className="min-w-0">
          <AskForm ask={ask} locale={locale} asking={asking} />
          {asking && <SaveAsk ask={ask} locale={locale} />}
          {found && typeof found !== 'string' && (
            <>
              <details className="lg:hidden">
                <summary className="flex min-h-11 items-center font-medium">{own('narrow')}</summary>
                <AskFacets ask={ask} facets={found.facets} locale={locale} />
              </details>
              <div className="hidden lg:block">
                <AskFacets ask={ask} facets={found.facets} locale={locale} />
              </div>
            </>
          )}
        </div>
        <section id="found" aria-live="polite" className="min-w-0 scroll-mt-6">
          {!asking && query.size > 0 && query.has('exclusivity') && (
            <div className="mb-6">
              <Notice kind="bad">{own('wrong')}</Notice>
            </div>
          )}
          {found === null && <AllWorks locale={locale} />}
          {typeof found === 'string' && <Notice kind="bad">{found}</Notice>}
          {found !== null && typeof found !== 'string' && (
            <>
              <h2 className="mb-4 text-title">{own('whole_count', { count: found.whole })}</h2>
              <Found found={found} ask={ask} locale={locale} />
            </>
          )}
        </section>
      </div>
    </>
  );
}

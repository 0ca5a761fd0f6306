import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { rightsNames } from '#app/_rights/names.ts';
import { WorkTile } from '#app/_rights/work-tile.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { EmptyState, Notice, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import {
  findWorks,
  freeze,
  hierarchies,
  inYears,
  sentence,
  shownRights,
  shownTerritories,
  verifiedWorks,
} from '#lib/rights/index.ts';

type Query = Readonly<Record<string, string | string[] | undefined>>;
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('rights');
  return { title: t('search.title') };
}

const groups = ['greater_china', 'cee', 'visegrad', 'baltics', 'western_balkans', 'eu'] as const;
const exclusivities = ['exclusive', 'sole', 'non_exclusive'] as const;

function asked(query: Query) {
  const one = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const today = isoDay(now());
  return {
    right: one('right'),
    territory: one('territory'),
    from: /^\d{4}-\d{2}-\d{2}$/.test(one('from')) ? one('from') : today,
    to: /^\d{4}-\d{2}-\d{2}$/.test(one('to')) ? one('to') : inYears(today, 3),
    exclusivity: exclusivities.find((each) => each === one('exclusivity')) ?? 'exclusive',
  };
}

/** The works for an ask, or a sentence about what is wrong with it. */
async function search(ask: ReturnType<typeof asked>) {
  try {
    const scope = freeze(
      {
        rights: { include: [ask.right] },
        territories: { include: [ask.territory] },
        languages: { include: ['zxx'] },
        term: { start: ask.from, end: ask.to },
      },
      hierarchies,
    );
    return { found: await findWorks({ exclusivity: ask.exclusivity, scope }), wrong: false };
  } catch (error) {
    if (error instanceof DomainError) return { found: [], wrong: true };
    throw error;
  }
}

export default async function RightsSearch({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const ask = asked(await searchParams);
  const t = await getTranslations('rights');
  const names = await rightsNames(locale);
  const searching = ask.right !== '' && ask.territory !== '';
  const { found, wrong } = searching ? await search(ask) : { found: [], wrong: false };
  const all = searching ? [] : await verifiedWorks();
  const grid =
    'grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(220px,1fr))] sm:gap-x-5 sm:gap-y-9';
  const whole = found.filter(({ answer }) => answer.state === 'free');
  const partly = found.filter(({ answer }) => answer.state !== 'free');
  return (
    <>
      <PageHead title={t('search.title')} lead={t('search.lead')}>
        <Link href="/deals" className={buttonStyle('quiet')}>
          {t('deals.title')}
        </Link>
      </PageHead>
      <form
        action={`/${locale}/rights`}
        className="grid items-end gap-4 rounded-md bg-silk p-6 sm:grid-cols-2 lg:grid-cols-6"
      >
        <Select
          name="right"
          label={t('search.right')}
          empty={t('search.choose')}
          defaultValue={ask.right}
          options={shownRights.map((value) => ({ value, label: names.right(value) }))}
        />
        <Select
          name="territory"
          label={t('search.territory')}
          empty={t('search.choose')}
          defaultValue={ask.territory}
          options={[...groups, ...shownTerritories].map((value) => ({ value, label: names.territory(value) }))}
        />
        <TextInput name="from" type="date" label={t('terms.starts')} defaultValue={ask.from} />
        <TextInput name="to" type="date" label={t('terms.ends')} defaultValue={ask.to} />
        <Select
          name="exclusivity"
          label={t('terms.exclusivity')}
          defaultValue={ask.exclusivity}
          options={exclusivities.map((value) => ({ value, label: t(`exclusivity.${value}`) }))}
        />
        <button type="submit" className={buttonStyle()}>
          {t('search.go')}
        </button>
      </form>
      {wrong && (
        <div className="mt-6">
          <Notice kind="bad">{t('search.wrong')}</Notice>
        </div>
      )}
      {searching && !wrong && found.length === 0 && (
        <EmptyState title={t('search.none_title')} text={t('search.none_text')} />
      )}
      {whole.length > 0 && (
        <>
          <RowHead title={t('search.whole')} />
          <ul className={grid}>
            {whole.map(({ work }) => (
              <li key={work.id} className="min-w-0">
                <WorkTile work={work} locale={locale}>
                  <p className="mt-0.5 text-jade text-small">{t('state.free')}</p>
                </WorkTile>
              </li>
            ))}
          </ul>
        </>
      )}
      {partly.length > 0 && (
        <>
          <RowHead title={t('search.partly')} />
          <ul className={grid}>
            {partly.map(({ work, answer }) => {
              const { free } = sentence(answer);
              return (
                <li key={work.id} className="min-w-0">
                  <WorkTile work={work} locale={locale}>
                    <p className="mt-0.5 text-amber text-small">
                      {free.length > 0
                        ? t('search.free_in', { places: names.list(free.map(names.territory)) })
                        : t('search.free_some')}
                    </p>
                  </WorkTile>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {all.length > 0 && (
        <>
          <RowHead title={t('search.all')} />
          <ul className={grid}>
            {all.map((work) => (
              <li key={work.id} className="min-w-0">
                <WorkTile work={work} locale={locale} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { countryName, languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { cardMetadata } from '#app/_og/facts.ts';
import { AtAGlance } from '#app/_rights/at-a-glance.tsx';
import { WorkAvailability } from '#app/_rights/availability.tsx';
import { StandardOffers } from '#app/_rights/deals/standard-offers.tsx';
import { GivenLine } from '#app/_rights/given-line.tsx';
import { WorkSamples } from '#app/_rights/work-samples.tsx';
import { WorkTile } from '#app/_rights/work-tile.tsx';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { Share } from '#app/_shop/share.tsx';
import { TileGrid } from '#app/_shop/tile.tsx';
import { TranslationNote } from '#app/_shop/translation-note.tsx';
import { Facts, RowHead } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { browse } from '#lib/catalogue/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, localeFacts, readField, writtenAs } from '#lib/languages/index.ts';
import { readWork, shownLicences, similarWorks, verifiedWorks, type WholeWork } from '#lib/rights/index.ts';

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const work = await readWork(slug);
  if (!work) return {};
  return {
    title: fieldText(work.text, 'title', locale),
    description: fieldText(work.text, 'summary', locale),
    alternates: alternates(locale, `/w/${slug}`),
    ...(await cardMetadata('w', slug, locale, fieldText(work.text, 'summary', locale))),
  };
}

function WorkRow({ title, works, locale }: { title: string; works: readonly WholeWork[]; locale: Locale }) {
  if (works.length === 0) return null;
  return (
    <>
      <RowHead title={title} />
      <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(220px,1fr))] sm:gap-x-5">
        {works.map((work) => (
          <li key={work.id} className="min-w-0">
            <WorkTile work={work} locale={locale} />
          </li>
        ))}
      </ul>
    </>
  );
}

export default async function WorkPage({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { slug } = await params;
  const work = await readWork(slug);
  if (!work) notFound();
  const t = await getTranslations('rights');
  const title = readField(work.text, 'title', locale);
  const description = readField(work.text, 'description', locale);
  const list = new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' });
  const words = await getTranslations('discover');
  const made = await getTranslations('works');
  const [goods, similar, ofMaker, given] = await Promise.all([
    browse({ workId: work.id }, locale, localeFacts(locale).currency),
    similarWorks(work, 5),
    verifiedWorks({ enterpriseId: work.enterpriseId }),
    shownLicences(work.id),
  ]);
  const summary = readField(work.text, 'summary', locale);
  const terms = readField(work.text, 'terms', locale);
  const others = ofMaker.filter((each) => each.id !== work.id).slice(0, 5);
  const [first, ...rest] = work.pictures;
  return (
    <>
      <article className="grid gap-[clamp(20px,5vw,80px)] pt-6 pb-4 md:grid-cols-[1fr_1.1fr]">
        <div className="grid content-start gap-2.5">
          {first && (
            <div className="aspect-4/5 overflow-hidden rounded-md bg-silk">
              <Picture mediaId={first.mediaId} alt={title?.value ?? ''} sizes="(max-width: 760px) 92vw, 46vw" eager />
            </div>
          )}
          <div className="grid grid-cols-3 gap-2.5">
            {rest.map((picture) => (
              <div key={picture.mediaId} className="aspect-square overflow-hidden rounded-md bg-silk">
                <Picture mediaId={picture.mediaId} alt="" sizes="15vw" maxWidth={800} />
              </div>
            ))}
          </div>
        </div>
        <div className="min-w-0">
          <p className="text-muted text-small">
            {t(`kind.${work.kind}`)} ·{' '}
            <Link href={`/e/${work.enterprise.slug}`} className="link">
              <MakerName of={work.enterprise} locale={locale} />
            </Link>{' '}
            · {countryName(work.enterprise.country, locale)}
          </p>
          <h1 className="mt-1.5 mb-2.5 text-title" lang={title?.locale}>
            {title?.value}
          </h1>
          <TranslationNote text={title} original={description?.original ?? null} locale={locale} />
          <p className="mt-5 text-large" lang={summary?.locale}>
            {summary?.value}
          </p>
          <p className="mt-4 max-w-[62ch]" lang={description?.locale}>
            {description?.value}
          </p>
          <AtAGlance work={work} terms={terms} locale={locale} />
          <Facts
            className="mt-8"
            facts={[
              [t('work.year'), String(work.year)],
              ...(work.creators.length > 0 ? ([[t('work.creators'), list.format(work.creators)]] as const) : []),
              ...(work.languages.length > 0
                ? ([
                    [t('work.languages'), list.format(work.languages.map((tag) => languageName(tag, locale)))],
                  ] as const)
                : []),
              ...work.identifiers.map(
                ({ scheme, value }) =>
                  [t.has(`identifier.${scheme}`) ? t(`identifier.${scheme}`) : scheme.toUpperCase(), value] as const,
              ),
              ...(work.aiShare > 0
                ? ([[made('facts.ai_share'), made('ai_made', { share: work.aiShare })]] as const)
                : []),
            ]}
          />
          <WorkSamples work={work} />
          <Share path={`/${locale}/w/${slug}`} title={title?.value ?? ''} />
        </div>
      </article>
      <RowHead title={t('matrix.title')} />
      <WorkAvailability work={work} when={{ year: null, right: null }} locale={locale} />
      <StandardOffers workId={work.id} locale={locale} />
      {given.length > 0 && (
        <>
          <RowHead title={made('shown.public')} />
          <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
            {given.map((licence) => (
              <li key={licence.id} className="border-line border-t pt-3">
                <GivenLine licence={licence} locale={locale} />
              </li>
            ))}
          </ul>
        </>
      )}
      {goods.items.length > 0 && (
        <>
          <RowHead title={t('work.goods')} />
          <TileGrid tiles={goods.items} locale={locale} />
        </>
      )}
      <WorkRow
        title={words('more_works', { maker: nameFor(work.enterprise, locale) })}
        works={others}
        locale={locale}
      />
      <WorkRow title={words('similar_works')} works={similar} locale={locale} />
    </>
  );
}

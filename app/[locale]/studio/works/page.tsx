import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { may } from '#lib/core/authorize.ts';
import { type Locale, readField } from '#lib/languages/index.ts';
import { type ListedWork, worksOfEnterprise } from '#lib/rights/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { workTone } from './work-tone.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('nav.works'), robots: { index: false } };
}

/** An enterprise's own works in all states, each leading to its record, and the ways to its deals and sheets. */
export default async function StudioWorks({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'work.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/works" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('studio');
  const words = await getTranslations('works');
  const rights = await getTranslations('rights');
  const avails = await getTranslations('avails.sheet');
  const offers = await getTranslations('deals.standard');
  const { after } = await searchParams;
  const { items, next } = await worksOfEnterprise(actor, enterprise.id, after);
  const query = several ? `&enterprise=${enterprise.slug}` : '';
  const start = may(actor, 'work.edit', { enterpriseId: enterprise.id }) && (
    <Link href={`/studio/works/new${several ? `?enterprise=${enterprise.slug}` : ''}`} className={buttonStyle()}>
      {words('start.open')}
    </Link>
  );
  return (
    <>
      <StudioNav enterprise={enterprise} current="works" several={several} />
      <PageHead title={t('nav.works')} lead={words('list.lead')}>
        <span className="flex flex-wrap gap-3">
          <Link href="/studio/works/avails" className={buttonStyle('quiet')}>
            {avails('to_studio')}
          </Link>
          <Link href="/studio/works/offers" className={buttonStyle('quiet')}>
            {offers('studio')}
          </Link>
          <Link href="/deals" className={buttonStyle('quiet')}>
            {rights('deals.title')}
          </Link>
          {items.length > 0 && start}
        </span>
      </PageHead>
      {items.length === 0 ? (
        <EmptyState title={words('list.empty_title')} text={words('list.empty_text')}>
          {start}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-2 gap-x-3 gap-y-8 sm:grid-cols-[repeat(auto-fill,minmax(220px,1fr))] sm:gap-x-5">
          {items.map((work) => (
            <li key={work.id} className="min-w-0">
              <Own work={work} locale={locale} />
            </li>
          ))}
        </ul>
      )}
      {next && (
        <p className="mt-8 text-center">
          <Link href={`/studio/works?after=${next}${query}`} className={buttonStyle('quiet')}>
            {words('list.more')}
          </Link>
        </p>
      )}
    </>
  );
}

async function Own({ work, locale }: { work: ListedWork; locale: Locale }) {
  const t = await getTranslations('works');
  const rights = await getTranslations('rights');
  const title = readField(work.text, 'title', locale);
  const [picture] = work.pictures;
  return (
    <Link href={`/studio/works/${work.id}`} className="group block min-w-0">
      <div className="aspect-4/5 overflow-hidden rounded-md bg-silk">
        {picture && <Picture mediaId={picture.mediaId} alt="" sizes="(max-width: 640px) 46vw, 280px" maxWidth={800} />}
      </div>
      <h2
        className="mt-3 font-medium font-sans text-base leading-snug tracking-normal group-hover:underline"
        lang={title?.locale}
      >
        {title?.value}
      </h2>
      <p className="text-muted text-small">{rights(`kind.${work.kind}`)}</p>
      <Status kind={workTone(work.status)}>
        {t(
          work.status === 'draft' && work.reviews[0]?.decision === 'changes_requested'
            ? 'status.asked'
            : `status.${work.status}`,
        )}
      </Status>
    </Link>
  );
}

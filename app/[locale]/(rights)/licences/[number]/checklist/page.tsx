import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import { type Checklist, readChecklist } from '#lib/rights/index.ts';
import { Item } from './item.tsx';

type Props = {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<{ done?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('compliance');
  return { title: t('title'), robots: { index: false } };
}

const said = ['ticked', 'unticked', 'begun'] as const;

/** What the law asks of a licence: who sees to what, by when, by what it is proved, and what keeps the licence from beginning. */
export default async function ChecklistPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const list = await orNotFound(readChecklist(await currentActor(), number));
  const t = await getTranslations('compliance');
  const { done } = await searchParams;
  const saying = said.find((each) => each === done);
  const { items, licence } = list;
  const { holder, licensee } = licence.deal;
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead', { number, holder: nameFor(holder, locale), licensee: nameFor(licensee, locale) })}
      >
        <Link href={`/licences/${number}`} className="link inline-flex min-h-11 items-center">
          {t('back')}
        </Link>
      </PageHead>
      <div className="grid gap-4 pb-8">
        {saying && (
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        )}
        <Progress list={list} />
        <p className="max-w-[70ch] text-muted text-small">{t('no_advice')}</p>
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')} />
      ) : (
        <ol className="grid gap-5">
          {items.map((item) => (
            <li key={item.code} id={item.code} className="scroll-mt-6">
              <Item item={item} list={list} locale={locale} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** How far it is, and the licence's beginning where nothing blocks it. */
async function Progress({ list: { items, blocking, licence, side } }: { list: Checklist }) {
  const t = await getTranslations('compliance');
  if (items.length === 0) return null;
  const seen = items.filter(({ tick }) => tick !== null).length;
  return (
    <div className="grid gap-3">
      <p>{t('progress', { seen, of: items.length })}</p>
      <div aria-hidden="true" className="h-2 max-w-[480px] overflow-hidden rounded-full bg-silk">
        <div className="h-full bg-jade" style={{ width: `${(seen / items.length) * 100}%` }} />
      </div>
      {licence.status === 'signed' && blocking.length > 0 && (
        <Notice kind="bad">{t('held', { count: blocking.length })}</Notice>
      )}
      {licence.status === 'signed' && blocking.length === 0 && side !== 'staff' && (
        <Notice kind="good">{t('ready')}</Notice>
      )}
    </div>
  );
}

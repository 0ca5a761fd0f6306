import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { questionsForStaff, reviewsForStaff } from '#lib/community/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';
import { ContributionCard } from './contribution-card.tsx';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ kind?: string; after?: string; done?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.reviews.title'), robots: { index: false } };
}

export default async function Contributions({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.reviews);
  if (!actor) return <StaffDoor path="/admin/reviews" />;
  const t = await getTranslations('admin');
  const { kind: wanted, after, done } = await searchParams;
  const kind = wanted === 'question' ? 'question' : 'review';
  const page = kind === 'review' ? await reviewsForStaff(actor, after) : await questionsForStaff(actor, after);
  const said = (['hidden', 'shown'] as const).find((each) => each === done);
  return (
    <>
      <StaffNav actor={actor} current="reviews" />
      <PageHead title={t('parts.reviews.title')} lead={t('parts.reviews.text')} />
      {said && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t(`voices.done.${said}`)}
          </Notice>
        </div>
      )}
      <nav aria-label={t('voices.filter')} className="mb-6 flex gap-2 text-small">
        {(['review', 'question'] as const).map((each) => (
          <Link
            key={each}
            href={`/admin/reviews?kind=${each}`}
            aria-current={each === kind ? 'page' : undefined}
            className="inline-flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink aria-[current]:border-ink"
          >
            {t(`voices.${each}s`)}
          </Link>
        ))}
      </nav>
      {page.items.length === 0 ? (
        <EmptyState title={t('voices.empty')} />
      ) : (
        <ul className="border-line border-t">
          {page.items.map((each) => (
            <ContributionCard key={each.id} kind={kind} each={each} locale={locale} />
          ))}
        </ul>
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link href={`/admin/reviews?kind=${kind}&after=${page.next}`} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { reviewQueueLength } from '#lib/catalogue/index.ts';
import { may } from '#lib/core/authorize.ts';
import { workQueueLength } from '#lib/rights/index.ts';
import { openStaffDesk, type Part, parts, StaffDoor, StaffNav } from './_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('title'), robots: { index: false } };
}

export default async function StaffDesk({ params }: Props) {
  await pageLocale(params);
  const actor = await openStaffDesk();
  if (!actor) return <StaffDoor path="/admin" />;
  const t = await getTranslations('admin');
  const shown = (Object.keys(parts) as Part[]).filter((part) => may(actor, parts[part]));
  const waiting = may(actor, parts.moderation) ? await reviewQueueLength(actor) : 0;
  const works = may(actor, parts.works) ? await workQueueLength(actor) : 0;
  return (
    <>
      <StaffNav actor={actor} />
      <PageHead title={t('title')} lead={t('lead', { name: actor.name })} />
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map((part) => (
          <li key={part}>
            <Link href={`/admin/${part}`} className="block h-full rounded-md border border-line p-6 hover:border-ink">
              <h2 className="text-large">{t(`parts.${part}.title`)}</h2>
              <p className="mt-1 text-muted text-small">{t(`parts.${part}.text`)}</p>
              {part === 'works' && <p className="num mt-3 text-amber text-small">{t('waiting', { count: works })}</p>}
              {part === 'moderation' && (
                <p className="num mt-3 text-amber text-small">{t('waiting', { count: waiting })}</p>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

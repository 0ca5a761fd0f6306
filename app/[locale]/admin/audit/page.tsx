import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { may } from '#lib/core/authorize.ts';
import { type AuditLine, auditTrail } from '#lib/trust/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ after?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.audit.title'), robots: { index: false } };
}

export default async function Audit({ params, searchParams }: Props) {
  await pageLocale(params);
  const actor = await openStaffDesk(parts.audit);
  if (!actor) return <StaffDoor path="/admin/audit" />;
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const page = await auditTrail(actor, (await searchParams).after);
  const moderates = may(actor, parts.moderation);
  const action = (name: string) => {
    const key = `audit.action.${name.replaceAll('.', '_')}`;
    return t.has(key) ? t(key) : name;
  };
  const subject = (line: AuditLine) => {
    const name = t.has(`audit.subject.${line.subjectType}`) ? t(`audit.subject.${line.subjectType}`) : line.subjectType;
    const short = <span className="num text-muted">{`…${line.subjectId.slice(-8)}`}</span>;
    if (line.subjectType !== 'listing' || !moderates)
      return (
        <>
          {name} {short}
        </>
      );
    return (
      <Link href={`/admin/moderation/${line.subjectId}`} className="link inline-flex min-h-6 items-center gap-1">
        {name} {short}
      </Link>
    );
  };
  return (
    <>
      <StaffNav actor={actor} current="audit" />
      <PageHead title={t('parts.audit.title')} lead={t('parts.audit.text')} />
      {page.items.length === 0 ? (
        <EmptyState title={t('audit.empty')} />
      ) : (
        <Table
          caption={t('parts.audit.title')}
          rows={page.items}
          rowKey={(line) => line.id}
          columns={[
            {
              key: 'when',
              title: t('audit.when'),
              cell: (line) => (
                <time dateTime={line.createdAt.toISOString()}>
                  {format.dateTime(line.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
                </time>
              ),
            },
            { key: 'who', title: t('audit.who'), cell: (line) => line.actorName ?? t('audit.platform') },
            { key: 'what', title: t('audit.what'), cell: (line) => action(line.action) },
            { key: 'which', title: t('audit.which'), cell: subject },
            { key: 'why', title: t('audit.why'), cell: (line) => line.reason },
          ]}
        />
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link href={`/admin/audit?after=${page.next}`} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}

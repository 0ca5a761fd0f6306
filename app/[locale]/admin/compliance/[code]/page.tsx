import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { complianceContent, complianceItem, itemWords } from '#lib/rights/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { retireItemAction, reviewItemAction } from '../actions.ts';
import { ItemForm } from './item-form.tsx';

type Props = { params: Promise<{ locale: string; code: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.compliance.title'), robots: { index: false } };
}

const said = ['saved', 'reviewed', 'retired'] as const;

/** One item: what it says, what it said before, and the form that says it anew. */
export default async function EditItem({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { code } = await params;
  const actor = await openStaffDesk(parts.compliance);
  if (!actor) return <StaffDoor path={`/admin/compliance/${code}`} />;
  const { item, revisions } = await orNotFound(complianceItem(actor, code));
  const t = await getTranslations('compliance');
  const format = await getFormatter();
  const { done } = await searchParams;
  const saying = said.find((each) => each === done);
  const { title, language } = itemWords(item, locale);
  return (
    <>
      <StaffNav actor={actor} current="compliance" />
      <PageHead
        title={<span lang={language}>{title}</span>}
        lead={t('staff.reviewed_on', {
          date: format.dateTime(new Date(item.reviewedOn), { dateStyle: 'long', timeZone: 'UTC' }),
        })}
      >
        <Link href="/admin/compliance" className="link inline-flex min-h-11 items-center">
          {t('staff.back')}
        </Link>
      </PageHead>
      {saying && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t(`staff.done.${saying}`)}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-[clamp(24px,5vw,72px)] gap-y-10 lg:grid-cols-[minmax(0,1fr)_320px]">
        <ItemForm item={item} />
        <aside className="grid gap-4 rounded-md bg-silk p-6">
          {item.retired && <Status kind="plain">{t('staff.retired')}</Status>}
          <Form action={reviewItemAction}>
            <input type="hidden" name="code" value={item.code} />
            <p className="mb-3 text-muted text-small">{t('staff.review_text')}</p>
            <Submit kind="quiet" className="w-full">
              {t('staff.review')}
            </Submit>
          </Form>
          <Form action={retireItemAction}>
            <input type="hidden" name="code" value={item.code} />
            <Submit kind={item.retired ? 'quiet' : 'danger'} className="w-full">
              {t(item.retired ? 'staff.restore' : 'staff.retire')}
            </Submit>
          </Form>
          <h2 className="mt-4 text-large">{t('staff.history')}</h2>
          <ol className="grid gap-4 text-small">
            {revisions.map(({ version, content, reason, createdAt }) => {
              const before = complianceContent.safeParse(content).data;
              const words = before && itemWords(before, locale);
              return (
                <li key={version}>
                  <p className="font-medium">
                    {t('staff.version', { number: version })} · {format.dateTime(createdAt, { dateStyle: 'medium' })}
                  </p>
                  {reason && <p className="text-muted">{reason}</p>}
                  {words && version < item.version && (
                    <details>
                      <summary className="link inline-flex min-h-11 items-center">{t('staff.said')}</summary>
                      <p className="font-medium" lang={words.language}>
                        {words.title}
                      </p>
                      <p lang={words.language}>{words.what}</p>
                      <p className="text-muted">{before.source.name}</p>
                    </details>
                  )}
                </li>
              );
            })}
          </ol>
        </aside>
      </div>
    </>
  );
}

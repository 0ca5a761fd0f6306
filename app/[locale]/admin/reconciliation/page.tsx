import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { lastRun, listDifferences } from '#lib/payments/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';
import { reconcileAction } from './actions.ts';
import { Differences } from './differences.tsx';
import { LastRun } from './last-run.tsx';

type Asked = { state?: string; after?: string; found?: string; repaired?: string; done?: string };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.reconciliation.title'), robots: { index: false } };
}

export default async function Reconciliation({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.reconciliation);
  if (!actor) return <StaffDoor path="/admin/reconciliation" />;
  const t = await getTranslations('admin');
  const format = await getFormatter();
  const asked = await searchParams;
  const state = asked.state === 'settled' ? 'settled' : 'open';
  const [{ last, running }, page] = await Promise.all([lastRun(actor), listDifferences(actor, state, asked.after)]);
  const count = (text: string | undefined) => (text && /^\d{1,6}$/.test(text) ? Number(text) : 0);
  const said =
    asked.found !== undefined
      ? t('reconciliation.done', { found: count(asked.found), repaired: count(asked.repaired) })
      : asked.done === 'settled'
        ? t('reconciliation.settled')
        : null;
  return (
    <>
      <StaffNav actor={actor} current="reconciliation" />
      <PageHead title={t('parts.reconciliation.title')} lead={t('reconciliation.lead')}>
        <Form action={reconcileAction}>
          <Submit pending={t('reconciliation.running')}>{t('reconciliation.run')}</Submit>
        </Form>
      </PageHead>
      {said && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {said}
          </Notice>
        </div>
      )}
      {running && (
        <p className="mb-6 text-muted">
          {t('reconciliation.at_work', { time: format.dateTime(running.startedAt, { timeStyle: 'short' }) })}
        </p>
      )}
      {last ? (
        <LastRun run={last} locale={locale} />
      ) : (
        <EmptyState title={t('reconciliation.never')} text={t('reconciliation.never_text')} />
      )}
      <nav aria-label={t('reconciliation.state.label')} className="mt-12 mb-6 flex gap-2 text-small">
        {(['open', 'settled'] as const).map((each) => (
          <Link
            key={each}
            href={`/admin/reconciliation?state=${each}`}
            aria-current={each === state ? 'page' : undefined}
            className="inline-flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink aria-[current]:border-ink"
          >
            {t(`reconciliation.state.${each}`)}
          </Link>
        ))}
      </nav>
      {page.items.length > 0 ? (
        <Differences lines={page.items} locale={locale} />
      ) : (
        last && (
          <EmptyState
            title={t(`reconciliation.empty_${state}`)}
            text={state === 'open' ? t('reconciliation.empty_open_text') : undefined}
          />
        )
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link href={`/admin/reconciliation?state=${state}&after=${page.next}`} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { DomainError } from '#lib/core/errors.ts';
import { importLines, viewTranslationImport } from '#lib/languages/index.ts';
import { deskAccess, NoDesk } from '../../access.tsx';
import { applyAction, dropAction } from '../actions.ts';
import { Lines } from './lines.tsx';

interface Props {
  readonly params: Promise<{ locale: string; id: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | undefined>>>;
}

const changes = ['added', 'changed', 'conflict', 'refused'] as const;
const filters = [...changes, 'warned'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exchange.exchange');
  return { title: t('title'), robots: { index: false } };
}

export default async function ImportPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const query = await searchParams;
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back={`/translate/exchange/${id}`} />;
  const found = await viewTranslationImport(actor, id).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
  if (!found) notFound();
  const t = await getTranslations('exchange');
  const only = filters.find((change) => change === query['which']);
  const page = await importLines(actor, id, only, query['after']);
  const total = changes.reduce((sum, change) => sum + found.counts[change], 0);
  const path = `/translate/exchange/${id}`;
  return (
    <>
      <PageHead
        title={t('preview.title', { file: found.fileName })}
        lead={t('preview.lead', {
          language: languageName(found.locale, locale),
          format: t(`format.${found.format}`),
          encoding: found.encoding.toUpperCase(),
        })}
      >
        <Link href={`/translate/exchange?to=${found.locale}`} className="link inline-flex min-h-8 items-center">
          {t('preview.back')}
        </Link>
      </PageHead>
      {found.status === 'applied' && (
        <Notice kind="good" role="status">
          {t('preview.applied')}
        </Notice>
      )}
      {found.status === 'dropped' && <Notice>{t('preview.dropped')}</Notice>}
      {total === 0 ? (
        <EmptyState title={t('preview.nothing_title')} text={t('preview.nothing_text')} />
      ) : (
        <>
          {found.status === 'previewed' && <Decision importId={id} conflicts={found.counts.conflict > 0} />}
          <nav aria-label={t('preview.filter')} className="my-6 flex flex-wrap gap-x-6 text-small">
            {([undefined, ...filters] as const).map((change) => (
              <Link
                key={change ?? 'all'}
                href={change ? `${path}?which=${change}` : path}
                aria-current={change === only ? 'true' : undefined}
                className="flex min-h-11 items-center gap-2 border-transparent border-b-2 text-muted hover:text-ink aria-[current=true]:border-amber aria-[current=true]:text-ink"
              >
                {change ? t(`preview.change.${change}`) : t('preview.all')}
                <span className="num">{change ? found.counts[change] : total}</span>
              </Link>
            ))}
          </nav>
          <Lines lines={page.items} target={found.locale} />
          {page.next && (
            <p className="my-8">
              <Link
                href={`${path}?${only ? `which=${only}&` : ''}after=${page.next}`}
                className={buttonStyle('quiet')}
                rel="next"
              >
                {t('preview.more')}
              </Link>
            </p>
          )}
        </>
      )}
    </>
  );
}

async function Decision({ importId, conflicts }: { importId: string; conflicts: boolean }) {
  const t = await getTranslations('exchange.preview');
  return (
    <div className="flex flex-wrap items-end gap-4 border-line border-y py-5">
      <Form action={applyAction} className="flex flex-wrap items-end gap-4">
        <input type="hidden" name="importId" value={importId} />
        {conflicts && (
          <Select
            name="conflicts"
            label={t('conflicts')}
            options={[
              { value: 'leave', label: t('leave') },
              { value: 'take', label: t('take') },
            ]}
            defaultValue="leave"
          />
        )}
        <Submit pending={t('applying')}>{t('apply')}</Submit>
      </Form>
      <Form action={dropAction}>
        <input type="hidden" name="importId" value={importId} />
        <Submit kind="quiet" pending={t('applying')}>
          {t('drop')}
        </Submit>
      </Form>
    </div>
  );
}

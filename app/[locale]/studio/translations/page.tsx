import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { type Coverage, coverageOf, estimateMachine, isLocale, type Locale } from '#lib/languages/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { machineAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio_translations');
  return { title: t('title'), robots: { index: false } };
}

/** How far an enterprise's listings are translated, and what a machine would take for the rest. */
export default async function StudioTranslations({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'listing.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/translations" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('studio_translations');
  const coverage = await coverageOf(actor, enterprise.id);
  const { to } = await searchParams;
  const chosen = to !== undefined && isLocale(to) && coverage.some((each) => each.locale === to) ? to : undefined;
  return (
    <>
      <StudioNav enterprise={enterprise} current="translations" several={several} />
      <PageHead title={t('title')} lead={t('lead')} />
      {coverage.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')} />
      ) : (
        <>
          <Languages coverage={coverage} locale={locale} enterpriseId={enterprise.id} />
          <section aria-labelledby="machine" className="max-w-xl py-12">
            <h2 id="machine" className="mb-4 text-large">
              {t('machine_title')}
            </h2>
            <form className="flex flex-wrap items-end gap-4">
              {several && <input type="hidden" name="enterprise" value={enterprise.slug} />}
              <Select
                name="to"
                label={t('machine_to')}
                options={coverage.map((each) => ({ value: each.locale, label: languageName(each.locale, locale) }))}
                defaultValue={chosen ?? coverage[0]?.locale ?? ''}
              />
              <button type="submit" className={buttonStyle('quiet')}>
                {t('estimate')}
              </button>
            </form>
            {chosen && <Estimate actor={actor} enterpriseId={enterprise.id} to={chosen} />}
          </section>
        </>
      )}
    </>
  );
}

async function Languages({
  coverage,
  locale,
  enterpriseId,
}: {
  coverage: readonly Coverage[];
  locale: string;
  enterpriseId: string;
}) {
  const t = await getTranslations('studio_translations');
  const format = await getFormatter();
  const count = (name: 'done' | 'draft' | 'stale' | 'missing') => ({
    key: name,
    title: t(name),
    numeric: true,
    cell: (row: Coverage) => (
      <>
        <span className="text-muted md:sr-only">{t(name)} </span>
        {format.number(row[name])}
      </>
    ),
  });
  return (
    <Table
      caption={t('title')}
      rows={coverage}
      rowKey={(row) => row.locale}
      columns={[
        { key: 'language', title: t('language'), cell: (row) => languageName(row.locale, locale) },
        count('done'),
        count('draft'),
        count('stale'),
        count('missing'),
        {
          key: 'files',
          title: t('files'),
          cell: (row) => (
            <a
              href={`/api/translate/content?enterprise=${enterpriseId}&to=${row.locale}`}
              download
              className="link inline-flex min-h-8 items-center"
              aria-label={`${t('download')}: ${languageName(row.locale, locale)}`}
            >
              {t('download')}
            </a>
          ),
        },
      ]}
    />
  );
}

async function Estimate({ actor, enterpriseId, to }: { actor: Actor; enterpriseId: string; to: Locale }) {
  const t = await getTranslations('studio_translations');
  const { texts, characters, left, engine } = await estimateMachine(actor, { enterpriseId, to });
  return (
    <div className="mt-6 grid gap-4">
      <p className="num">{t('takes', { texts, characters, left })}</p>
      {engine === null ? (
        <Notice>{t('none_set')}</Notice>
      ) : (
        texts > 0 && (
          <Form action={machineAction}>
            <input type="hidden" name="enterpriseId" value={enterpriseId} />
            <input type="hidden" name="to" value={to} />
            <Submit pending={t('going')}>{t('go', { count: Math.min(texts, limits.machineTexts) })}</Submit>
          </Form>
        )
      )}
    </div>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { rightsNames } from '#app/_rights/names.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { previewAvails, type RowEffect } from '#lib/rights/index.ts';
import { applyAvailsAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('avails.sheet');
  return { title: t('title'), robots: { index: false } };
}

/** What a row does, in a sentence with its state's colour. */
async function Effect({ effect, locale }: { effect: RowEffect; locale: string }) {
  const t = await getTranslations('avails.sheet');
  const format = await getFormatter();
  const names = await rightsNames(locale);
  const { does, problem, declared } = effect;
  if (problem) {
    const { code, value = '', places = [], row = 0 } = problem;
    return (
      <Status kind="bad">
        <span className="whitespace-normal">
          {t(`problems.${code}`, { value, row, leaves: names.list(places.map(names.territory)) })}
        </span>
      </Status>
    );
  }
  const end = declared?.written.term.end;
  const date = end ? format.dateTime(new Date(`${end}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' }) : '…';
  const kind = does === 'known' || does === 'skipped' || does === 'nothing' ? 'plain' : 'good';
  return (
    <Status kind={kind}>
      <span className="whitespace-normal">{t(`effects.${does === 'problem' ? 'skipped' : does}`, { end: date })}</span>
    </Status>
  );
}

async function What({ effect, locale }: { effect: RowEffect; locale: string }) {
  const format = await getFormatter();
  const date = (day: string) => format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  const names = await rightsNames(locale);
  const deals = await getTranslations('deals');
  const places = (codes: readonly string[]) => names.list(codes.map(names.territory));
  const { declared } = effect;
  if (!declared) return null;
  const { rights, territories, term } = declared.written;
  return (
    <>
      {names.list(rights.include.map(names.right))} ·{' '}
      {territories.except?.length
        ? deals('except', { whole: places(territories.include), except: places(territories.except) })
        : places(territories.include)}{' '}
      ·{' '}
      <span className="num">
        {date(term.start)} – {term.end ? date(term.end) : '…'}
      </span>
      {declared.outside && <> · {declared.outside}</>}
      {declared.under && <span className="num"> · {declared.under}</span>}
    </>
  );
}

/** What each row of a file would do, before anything is written; after, how many were declared. */
export default async function AvailsPreview({ params }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const preview = uuidPattern.test(id) ? await found(id) : null;
  if (!preview) notFound();
  const { sheet, effects, missing, tooMany, digest } = preview;
  const t = await getTranslations('avails.sheet');
  const bad = effects.filter(({ does }) => does === 'problem').length;
  const idle = effects.filter(({ does }) => does === 'known' || does === 'skipped' || does === 'nothing').length;
  const good = effects.length - bad - idle;
  return (
    <>
      <PageHead title={t('title')} lead={sheet.fileName}>
        <Link href="/studio/works/avails" className={buttonStyle('quiet')}>
          {t('again')}
        </Link>
      </PageHead>
      {missing && <Notice kind="bad">{t('problems.columns', { value: missing })}</Notice>}
      {tooMany && <Notice kind="bad">{t('problems.too_many', { limit: limits.availsRows })}</Notice>}
      {sheet.appliedAt && (
        <Notice kind="good" role="status">
          {t('applied', { count: sheet.declared })}
        </Notice>
      )}
      {!missing && !tooMany && !sheet.appliedAt && (
        <Form action={applyAvailsAction} className="mb-6 flex flex-wrap items-center gap-x-6 gap-y-3">
          <input type="hidden" name="sheetId" value={sheet.id} />
          <input type="hidden" name="digest" value={digest} />
          <p>{t('summary', { good, bad, skipped: idle })}</p>
          {good > 0 ? <Submit>{t('apply', { count: good })}</Submit> : <p className="text-muted">{t('nothing')}</p>}
        </Form>
      )}
      {effects.length > 0 && (
        <Table
          caption={t('effect')}
          rows={effects}
          rowKey={({ number }) => String(number)}
          columns={[
            { key: 'row', title: t('row'), cell: ({ number }) => <span className="num text-muted">{number}</span> },
            { key: 'work', title: t('work'), cell: ({ title }) => title },
            { key: 'scope', title: t('scope'), cell: (effect) => <What effect={effect} locale={locale} /> },
            { key: 'effect', title: t('effect'), cell: (effect) => <Effect effect={effect} locale={locale} /> },
          ]}
        />
      )}
    </>
  );
}

/** Somebody else's file reads as an address that does not exist. */
async function found(id: string) {
  try {
    return await previewAvails(await currentActor(), id);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

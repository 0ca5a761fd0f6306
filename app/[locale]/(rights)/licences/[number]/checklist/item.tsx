import { getFormatter, getTranslations } from 'next-intl/server';
import { TextArea } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { type CheckItem, type Checklist, itemWords, seesTo } from '#lib/rights/index.ts';
import { tickAction, untickAction } from './actions.ts';

/** One item: what, who, by when, by which law; what was said of it, or the form that says it. */
export async function Item({ item, list, locale }: { item: CheckItem; list: Checklist; locale: string }) {
  const t = await getTranslations('compliance');
  const format = await getFormatter();
  const { title, what, language } = itemWords(item, locale);
  const { source, tick } = item;
  const date = (day: Date) => format.dateTime(day, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <article className="rounded-md border border-line bg-card p-5 sm:p-6" aria-labelledby={`${item.code}-title`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={`${item.code}-title`} className="text-large" lang={language}>
          {title}
        </h2>
        <span className="flex flex-wrap gap-x-4">
          {item.blocks && !tick && <Status kind="bad">{t('blocks')}</Status>}
          <Status kind={tick ? 'good' : 'waiting'}>{t(tick ? `outcome.${tick.outcome}` : 'open')}</Status>
        </span>
      </div>
      <p className="mt-2 max-w-[70ch]" lang={language}>
        {what}
      </p>
      <p className="mt-3 text-muted text-small">
        {t(`who.${item.who}`)} · {t(`when.${item.when}`)}
      </p>
      <p className="text-muted text-small">
        {t('source')}{' '}
        <a href={source.url} rel="noreferrer" className="link break-words">
          {source.name}
        </a>{' '}
        · {t('reviewed_on', { date: date(new Date(item.reviewedOn)) })}
        {!source.confirmed && ` · ${t('unconfirmed_text')}`}
      </p>
      {tick && (
        <div className="mt-4 border-jade border-l-3 bg-silk px-4 py-3 text-small">
          <p>{t('ticked_on', { date: date(tick.tickedAt) })}</p>
          {tick.note && <p className="whitespace-pre-line">{tick.note}</p>}
          {tick.media && (
            <a
              href={`/api/compliance?number=${list.licence.number}&code=${item.code}`}
              download
              className="link inline-flex min-h-11 items-center break-all"
            >
              {tick.media.fileName}
            </a>
          )}
          {item.changed && <p className="text-amber">{t('changed')}</p>}
        </div>
      )}
      {seesTo(list.side, item.who) && (
        <Say item={item} number={list.licence.number} signed={list.licence.status === 'signed'} />
      )}
    </article>
  );
}

async function Say({ item, number, signed }: { item: CheckItem; number: string; signed: boolean }) {
  const t = await getTranslations('compliance');
  const which = (
    <>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="code" value={item.code} />
    </>
  );
  return (
    <div className="mt-3 flex flex-wrap items-start gap-x-6">
      <Form action={tickAction} key={item.tick?.tickedAt.toISOString()} className="grow">
        <FormDetails summary={t(item.tick ? 'say_again' : 'say')}>
          {which}
          <input type="hidden" name="version" value={item.version} />
          <TextArea name="note" rows={2} label={t('note')} hint={t('note_hint')} defaultValue={item.tick?.note} />
          <FileField
            name="evidence"
            label={t('evidence')}
            accept=".pdf,image/png,image/jpeg"
            hint={t('evidence_hint', { megabytes: limits.checklistBytes / 2 ** 20 })}
          />
          <div className="flex flex-wrap gap-3">
            <Submit name="outcome" value="done" pending={t('saving')}>
              {t('outcome_done')}
            </Submit>
            <Submit name="outcome" value="not_needed" kind="quiet" pending={t('saving')}>
              {t('outcome_not_needed')}
            </Submit>
          </div>
        </FormDetails>
      </Form>
      {item.tick && (signed || !item.blocks) && (
        <Form action={untickAction}>
          {which}
          <Submit kind="text">{t('untick')}</Submit>
        </Form>
      )}
    </div>
  );
}

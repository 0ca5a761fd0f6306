import { getFormatter, getTranslations } from 'next-intl/server';
import { TextInput } from '#app/_ui/field.tsx';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { writtenText } from '#lib/languages/index.ts';

const usual = [30, 40, 30];

/** Milestones as a table of rows that may stay empty, and the questions to the buyer. */
export async function ServiceFields({ listing }: { listing: WholeListing }) {
  const t = await getTranslations('kinds.editor.service');
  const format = await getFormatter();
  const { service } = listing;
  const lang = listing.text.sourceLocale;
  const word = (field: string) => (service ? writtenText(service.text, field) : '');
  const row = 'grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-[1fr_120px_120px]';
  return (
    <>
      <fieldset className="grid gap-4">
        <legend className="mb-1 font-medium">{t('milestones')}</legend>
        <p className="text-muted text-small">
          {t('milestones_hint', {
            shares: usual.map((share) => format.number(share / 100, { style: 'percent' })).join(' · '),
          })}
        </p>
        {Array.from({ length: limits.milestones }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a milestone is its place
          <div key={at} className={row}>
            <TextInput
              name={`milestone_name_${at}`}
              label={t('milestone', { number: at + 1 })}
              defaultValue={word(`milestone_${at}`)}
              lang={lang}
              className="col-span-2 sm:col-span-1"
            />
            <TextInput
              name={`milestone_share_${at}`}
              inputMode="numeric"
              label={t('share')}
              defaultValue={service?.shares[at]?.toString()}
            />
            <TextInput
              name={`milestone_days_${at}`}
              inputMode="numeric"
              label={t('days')}
              defaultValue={service?.days[at]?.toString()}
            />
          </div>
        ))}
      </fieldset>
      <TextInput
        name="revisions"
        inputMode="numeric"
        label={t('revisions')}
        hint={t('revisions_hint')}
        defaultValue={(service?.revisions ?? 2).toString()}
        className="max-w-[320px]"
      />
      <fieldset className="grid gap-4">
        <legend className="mb-1 font-medium">{t('questions')}</legend>
        <p className="text-muted text-small">{t('questions_hint')}</p>
        {Array.from({ length: limits.questionsToBuyer }, (_, at) => (
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: a question is its place
            key={at}
            name={`question_${at}`}
            label={t('question', { number: at + 1 })}
            defaultValue={at < (service?.questions ?? 0) ? word(`question_${at}`) : ''}
            lang={lang}
          />
        ))}
      </fieldset>
    </>
  );
}

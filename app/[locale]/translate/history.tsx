import { getFormatter, getTranslations } from 'next-intl/server';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { MessageHistory } from '#lib/languages/index.ts';
import { restoreString } from './actions.ts';

interface Props {
  readonly history: MessageHistory;
  readonly lang: string;
  /** The version readers see now; 0 is the wording of the base files. */
  readonly current: number;
  readonly hidden: Readonly<Record<string, string>>;
}

/** Who published which wording and when, each of them one press away from being back. */
export async function History({ history, lang, current, hidden }: Props) {
  const t = await getTranslations('translate');
  const format = await getFormatter();
  const revisions = history.revisions.map((each) => ({
    ...each,
    title: t('version', { version: each.version }),
    by: t('by', {
      name: each.author ?? t('somebody'),
      date: format.dateTime(each.publishedAt, { dateStyle: 'medium', timeStyle: 'short' }),
    }),
  }));
  const all = [
    ...revisions,
    ...(history.base ? [{ version: 0, value: history.base, title: t('version_base'), by: '' }] : []),
  ];
  return (
    <section aria-labelledby="history-title" className="mt-12 mb-16 border-line border-t pt-8">
      <h2 id="history-title" className="mb-4 text-large">
        {t('history')}
      </h2>
      {revisions.length === 0 && <p className="mb-4 text-muted text-small">{t('history_none')}</p>}
      <ol className="grid gap-5">
        {all.map((each) => (
          <li key={each.version} className="grid gap-1 border-line border-b pb-5 last:border-0">
            <p className="flex flex-wrap gap-x-4 text-small">
              <span className="font-medium">{each.title}</span>
              {each.by && <span className="text-muted">{each.by}</span>}
              {each.version === current && <Status kind="good">{t('version_now')}</Status>}
            </p>
            <p lang={lang} className="whitespace-pre-wrap">
              {each.value}
            </p>
            {each.version !== current && (
              <Form action={restoreString}>
                {Object.entries({ ...hidden, version: String(current), restore: String(each.version) }).map(
                  ([name, value]) => (
                    <input key={name} type="hidden" name={name} value={value} />
                  ),
                )}
                <Submit kind="quiet">
                  <span aria-hidden="true">{t('restore')}</span>
                  <span className="sr-only">{t('restore_named', { version: each.title })}</span>
                </Submit>
              </Form>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

import { getFormatter, getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { estimateRun, runSchema } from '#lib/translations/index.ts';
import { startRunAction } from '../actions.ts';
import type { OrderChoice } from './asked.ts';

interface Props {
  readonly actor: Actor;
  readonly enterpriseId: string;
  readonly choice: OrderChoice;
  readonly locale: string;
}

/** What a machine would take for it, before anything is asked of anybody; where no service is set, which is to be set, and nothing more. */
export async function MachineEstimate({ actor, enterpriseId, choice, locale }: Props) {
  const t = await getTranslations('translation_jobs');
  const format = await getFormatter();
  const asked = runSchema.parse({
    enterpriseId,
    scope: choice.scope,
    texts: [...choice.texts],
    targets: [...choice.targets],
  });
  const { pairs, characters, left } = await estimateRun(actor, asked);
  const unset = pairs.filter(({ engine }) => engine === null);
  const name = ({ from, to }: { from: string; to: string }) =>
    t('pair', { from: languageName(from, locale), to: languageName(to, locale) });
  return (
    <section id="price" aria-labelledby="price-title" className="max-w-3xl scroll-mt-6 py-12">
      <h2 id="price-title" className="mb-4 text-large">
        {t('machine.title')}
      </h2>
      {pairs.length === 0 ? (
        <Notice>{t('order.nothing')}</Notice>
      ) : (
        <>
          <Table
            caption={t('machine.title')}
            rows={pairs}
            rowKey={(pair) => `${pair.from} ${pair.to}`}
            columns={[
              { key: 'pair', title: t('order.column.pair'), cell: name },
              {
                key: 'texts',
                title: t('order.column.texts'),
                numeric: true,
                cell: (pair) => format.number(pair.texts),
              },
              {
                key: 'characters',
                title: t('machine.characters'),
                numeric: true,
                cell: (pair) => format.number(pair.characters),
              },
              { key: 'engine', title: t('machine.engine'), cell: (pair) => pair.engine },
            ]}
          />
          <p className="num my-4">
            {t('machine.takes', { texts: pairs.reduce((sum, pair) => sum + pair.texts, 0), characters, left })}
          </p>
          {unset.length > 0 ? (
            <Notice>{t('machine.none_set', { pairs: format.list(unset.map(name), { type: 'conjunction' }) })}</Notice>
          ) : (
            <>
              {characters > left && <Notice>{t('machine.not_enough')}</Notice>}
              <p className="my-4 text-muted text-small">{t('run.marked')}</p>
              <Form action={startRunAction}>
                <input type="hidden" name="enterpriseId" value={enterpriseId} />
                <input type="hidden" name="scope" value={choice.scope} />
                {choice.targets.map((tag) => (
                  <input key={tag} type="hidden" name="targets[]" value={tag} />
                ))}
                {choice.texts.map((each) => (
                  <input key={each} type="hidden" name="texts[]" value={each} />
                ))}
                <Submit pending={t('machine.starting')}>{t('machine.start')}</Submit>
              </Form>
            </>
          )}
        </>
      )}
    </section>
  );
}

import { getFormatter, getTranslations } from 'next-intl/server';
import { askRights } from '#app/_rights/ask-codes.ts';
import { rightsNames } from '#app/_rights/names.ts';
import { ScopeBoxes } from '#app/_rights/scope-boxes.tsx';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { type DeskWork, inYears, lastDayBefore, writtenScopeSchema } from '#lib/rights/index.ts';
import { declareUseAction, withdrawUseAction } from '../actions.ts';
import { Section } from './section.tsx';

const uses = askRights.flatMap(([, leaves]) => leaves);

/** What the holder uses itself, holds back, or gave elsewhere; and the form that declares the first two. */
export async function Declared({ work, locale, open }: { work: DeskWork; locale: string; open: boolean }) {
  const t = await getTranslations('works.declared');
  const format = await getFormatter();
  const names = await rightsNames(locale);
  const today = isoDay(now());
  const date = (day: string | null | undefined) =>
    day ? format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' }) : '…';
  const rows = work.grants.flatMap((grant) => {
    const scope = writtenScopeSchema.safeParse(grant.scope).data;
    return scope ? [{ grant, scope }] : [];
  });
  return (
    <Section id="declared" title={t('title')} lead={t('lead')}>
      {rows.length > 0 && (
        <Table
          caption={t('title')}
          rows={rows}
          rowKey={({ grant }) => grant.id}
          columns={[
            { key: 'kind', title: t('kind'), cell: ({ grant }) => t(`kinds.${grant.exclusivity}`) },
            {
              key: 'scope',
              title: t('scope'),
              cell: ({ grant, scope }) => (
                <>
                  {names.list(scope.rights.include.map(names.right))} ·{' '}
                  {names.list(scope.territories.include.map(names.territory))}
                  {grant.note && <span className="block text-muted">{grant.note}</span>}
                </>
              ),
            },
            {
              key: 'term',
              title: t('term'),
              cell: ({ scope }) => (
                <span className="num">
                  {date(scope.term.start)} – {date(scope.term.end && lastDayBefore(scope.term.end))}
                </span>
              ),
            },
            {
              key: 'act',
              title: <span className="sr-only">{t('remove')}</span>,
              cell: ({ grant }) =>
                open &&
                (grant.exclusivity === 'own_use' || grant.exclusivity === 'holdback') && (
                  <Form action={withdrawUseAction}>
                    <input type="hidden" name="workId" value={work.id} />
                    <input type="hidden" name="grantId" value={grant.id} />
                    <Submit kind="text">{t('remove')}</Submit>
                  </Form>
                ),
            },
          ]}
        />
      )}
      {open && (
        <Form action={declareUseAction} key={work.grants.length} className="mt-3 max-w-[760px]">
          <FormDetails summary={t('add')}>
            <input type="hidden" name="workId" value={work.id} />
            <Select
              name="kind"
              label={t('kind')}
              defaultValue="own_use"
              options={(['own_use', 'holdback'] as const).map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            />
            <ScopeBoxes locale={locale} rights={uses} chosenRights={[]} chosenTerritories={[]} />
            <div className="grid gap-5 sm:grid-cols-2">
              <TextInput name="startsOn" type="date" label={t('from')} defaultValue={today} required />
              <TextInput
                name="endsOn"
                type="date"
                label={t('until')}
                hint={t('until_hint')}
                defaultValue={inYears(today, 2)}
                required
              />
            </div>
            <TextInput name="note" label={t('note')} />
            <div>
              <Submit kind="quiet" pending={t('saving')}>
                {t('save')}
              </Submit>
            </div>
          </FormDetails>
        </Form>
      )}
    </Section>
  );
}

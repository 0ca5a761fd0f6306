import { getTranslations } from 'next-intl/server';
import { askRights } from '#app/_rights/ask-codes.ts';
import { rightsNames } from '#app/_rights/names.ts';
import { ScopeBoxes } from '#app/_rights/scope-boxes.tsx';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { isoDay } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type DeskWork, shareText, writtenScopeSchema } from '#lib/rights/index.ts';
import { saveHoldersAction } from '../actions.ts';
import { Section } from './section.tsx';

const rightGroups = ['all', ...askRights.flatMap(([group, leaves]) => group ?? leaves)];

/** Who owns a work, with which share, in which scope; and who signs for all. */
export async function Holders({ work, locale, open }: { work: DeskWork; locale: Locale; open: boolean }) {
  const t = await getTranslations('works.holders');
  const names = await rightsNames(locale);
  const [first] = work.holdings;
  const scope = writtenScopeSchema.safeParse(first?.scope).data;
  const share = ({ shareOf, shareIn }: DeskWork['holdings'][number]) => shareText({ of: shareOf, in: shareIn });
  if (!open)
    return (
      <Section id="holders" title={t('title')}>
        <Table
          caption={t('title')}
          rows={work.holdings}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'who',
              title: t('who'),
              cell: ({ enterprise }) => nameFor(enterprise, locale),
            },
            { key: 'share', title: t('share'), numeric: true, cell: share },
            {
              key: 'signs',
              title: t('signs'),
              cell: ({ administrator }) => administrator && <Status kind="good">{t('for_all')}</Status>,
            },
          ]}
        />
        {scope && (
          <p className="mt-3 text-muted text-small">
            {t('scope', {
              rights: names.list(scope.rights.include.map(names.right)),
              places: names.list(scope.territories.include.map(names.territory)),
            })}
          </p>
        )}
      </Section>
    );
  const rows = Array.from({ length: Math.min(limits.holders, Math.max(2, work.holdings.length + 1)) }, (_, at) => at);
  return (
    <Section id="holders" title={t('title')} lead={t('lead')}>
      <Form action={saveHoldersAction} key={work.version} className="grid max-w-[760px] gap-6">
        <input type="hidden" name="workId" value={work.id} />
        {rows.map((row) => {
          const holding = work.holdings[row];
          return (
            <div key={row} className="grid gap-4 sm:grid-cols-[1fr_160px]">
              <TextInput
                name={`holder${row}`}
                label={t('holder', { number: row + 1 })}
                hint={row === 0 ? t('holder_hint') : undefined}
                defaultValue={holding?.enterprise.slug ?? ''}
              />
              <TextInput
                name={`share${row}`}
                label={t('share_of', { number: row + 1 })}
                hint={row === 0 ? t('share_hint') : undefined}
                defaultValue={holding ? share(holding) : ''}
              />
            </div>
          );
        })}
        <Select
          name="administrator"
          label={t('administrator')}
          hint={t('administrator_hint')}
          empty={t('everybody')}
          defaultValue={String(work.holdings.findIndex(({ administrator }) => administrator)).replace('-1', '')}
          options={rows.map((row) => ({ value: String(row), label: t('holder', { number: row + 1 }) }))}
        />
        <ScopeBoxes
          locale={locale}
          rights={rightGroups}
          chosenRights={scope?.rights.include ?? ['all']}
          chosenTerritories={scope?.territories.include ?? ['world']}
        />
        <TextInput
          name="startsOn"
          type="date"
          label={t('since')}
          defaultValue={first ? isoDay(first.startsOn) : `${work.year}-01-01`}
          className="max-w-[240px]"
          required
        />
        <div>
          <Submit kind="quiet" pending={t('saving')}>
            {t('save')}
          </Submit>
        </div>
      </Form>
    </Section>
  );
}

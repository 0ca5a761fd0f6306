import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { may } from '#lib/core/authorize.ts';
import { isLocale, type Locale, localeFacts } from '#lib/languages/index.ts';
import { burndown, type Contributor, contributors, countStrings } from '#lib/workbench/index.ts';
import { deskAccess, NoDesk, WrongLanguage } from '../../access.tsx';
import { TargetHead } from '../../target-head.tsx';
import { changeRole, takeIn } from './actions.ts';
import { Burndown } from './burndown.tsx';

interface Props {
  readonly params: Promise<{ locale: string; target: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { target } = await params;
  const t = await getTranslations('workbench');
  return {
    title: `${t('people.title')}: ${isLocale(target) ? localeFacts(target).name : ''}`,
    robots: { index: false },
  };
}

export default async function PeoplePage({ params }: Props) {
  const { target } = await params;
  if (!isLocale(target)) notFound();
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back={`/translate/${target}/people`} />;
  if (!languages.some((each) => each.tag === target)) return <WrongLanguage />;
  const t = await getTranslations('workbench');
  const [counts, days, people] = await Promise.all([
    countStrings(actor, target),
    burndown(actor, target),
    contributors(actor, target),
  ]);
  const manages = may(actor, 'message.manage', { locale: target });
  return (
    <>
      <TargetHead target={target} here="people" />
      <h2 className="text-title">{t('people.title')}</h2>
      <p className="num mt-2 mb-6 max-w-[70ch] text-muted">
        {t('people.lead', { missing: counts.missingWords, waiting: counts.waitingWords, words: counts.words })}
      </p>
      <Burndown points={days} />
      <h2 className="mt-12 mb-4 text-title">{t('people.contributors')}</h2>
      {people.length === 0 ? (
        <EmptyState title={t('people.nobody_title')} text={t('people.nobody_text')} />
      ) : (
        <People people={people} target={target} manages={manages} />
      )}
      {manages && <TakeIn target={target} />}
    </>
  );
}

async function People({ people, target, manages }: { people: Contributor[]; target: Locale; manages: boolean }) {
  const t = await getTranslations('workbench');
  const format = await getFormatter();
  const number = (name: 'words' | 'translated' | 'suggested' | 'reviewed') => ({
    key: name,
    title: t(`people.${name}`),
    numeric: true,
    cell: (row: Contributor) => format.number(row[name]),
  });
  return (
    <Table
      caption={t('people.contributors')}
      rows={people}
      rowKey={(row) => row.userId}
      columns={[
        { key: 'name', title: t('people.name'), cell: (row) => row.name },
        {
          key: 'role',
          title: t('people.role'),
          cell: (row) =>
            manages && row.role ? (
              <RoleForm person={row} target={target} />
            ) : row.role ? (
              t(`role.${row.role}`)
            ) : (
              <span className="text-muted">{t('people.no_role')}</span>
            ),
        },
        number('words'),
        number('translated'),
        number('suggested'),
        number('reviewed'),
        {
          key: 'last',
          title: t('people.last'),
          numeric: true,
          cell: (row) =>
            row.lastAt ? (
              format.dateTime(row.lastAt, { dateStyle: 'medium' })
            ) : (
              <span className="text-muted">{t('people.never')}</span>
            ),
        },
      ]}
    />
  );
}

const roles = ['suggester', 'translator', 'reviewer', 'manager'] as const;

async function RoleForm({ person, target }: { person: Contributor; target: Locale }) {
  const t = await getTranslations('workbench');
  return (
    <Form action={changeRole} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="locale" value={target} />
      <input type="hidden" name="userId" value={person.userId} />
      <select
        name="role"
        aria-label={t('team.role_of', { name: person.name })}
        defaultValue={person.role ?? 'suggester'}
        className="min-h-11 rounded-md border border-edge/70 bg-card px-2"
      >
        {[...roles, 'none' as const].map((role) => (
          <option key={role} value={role}>
            {t(`role.${role}`)}
          </option>
        ))}
      </select>
      <Submit kind="quiet">{t('team.change')}</Submit>
    </Form>
  );
}

async function TakeIn({ target }: { target: Locale }) {
  const t = await getTranslations('workbench');
  return (
    <section className="mt-12 mb-16 max-w-[560px]">
      <h2 className="mb-4 text-title">{t('team.title')}</h2>
      <Form action={takeIn} className="grid gap-4">
        <input type="hidden" name="locale" value={target} />
        <TextInput name="email" type="email" label={t('team.email')} required />
        <Select
          name="role"
          label={t('team.role')}
          options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          defaultValue="suggester"
        />
        <p>
          <Submit>{t('team.add')}</Submit>
        </p>
      </Form>
    </section>
  );
}

import { getFormatter, getTranslations } from 'next-intl/server';
import type { ComponentProps } from 'react';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { alertSettingsOf, frequencies } from '#lib/lists/index.ts';
import { ListsNav } from './lists-nav.tsx';

type FormAction = ComponentProps<typeof Form>['action'];

/** What is kept to be asked again: searches of the shop, or asks for rights. */
export interface KeptKind {
  readonly nav: 'searches' | 'asks';
  /** Where its words are in messages. */
  readonly words: 'lists.searches' | 'avails.asks';
  /** The page that asks. */
  readonly page: '/search' | '/rights';
  /** What its forms call the id. */
  readonly idName: 'searchId' | 'askId';
  readonly limit: number;
  readonly save: FormAction;
  readonly change: FormAction;
  readonly remove: FormAction;
}

interface Kept {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly frequency: (typeof frequencies)[number];
  readonly lastCheckedAt: Date;
  /** How many works are free for an ask now. */
  readonly freeNow?: number;
}

/** What the page's address says of what has just been done. */
export interface KeptHappened {
  readonly done?: string;
  readonly removed?: string;
  readonly address?: string;
  readonly frequency?: string;
}

async function Happened({ kind, done, removed, address, frequency }: KeptHappened & { kind: KeptKind }) {
  const t = await getTranslations(kind.words);
  if (done === 'saved') {
    return (
      <Notice kind="good" role="status">
        {t('saved')}
      </Notice>
    );
  }
  if (!removed || !address) return null;
  const lists = await getTranslations('lists');
  return (
    <Notice role="status">
      <Form action={kind.save} className="flex flex-wrap items-center gap-x-4">
        {t('removed', { name: removed })}
        <input type="hidden" name="name" value={removed} />
        <input type="hidden" name="address" value={address} />
        <input type="hidden" name="frequency" value={frequency} />
        <Submit kind="text">{lists('undo')}</Submit>
      </Form>
    </Notice>
  );
}

async function KeptLine({ kind, kept }: { kind: KeptKind; kept: Kept }) {
  const t = await getTranslations(kind.words);
  const format = await getFormatter();
  return (
    <li className="border-line border-b py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <Link href={`${kind.page}?${kept.address}`} className="font-medium hover:underline hover:underline-offset-4">
          {kept.name}
        </Link>
        <span className="text-muted text-small">
          {kept.freeNow !== undefined && `${t('free_now', { count: kept.freeNow })} · `}
          {t(`often.${kept.frequency}`)} ·{' '}
          {t('looked', { date: format.dateTime(kept.lastCheckedAt, { dateStyle: 'medium' }) })}
        </span>
      </div>
      <div className="flex flex-wrap items-start gap-x-6">
        <Form action={kind.change}>
          <input type="hidden" name={kind.idName} value={kept.id} />
          <FormDetails summary={t('change')}>
            <TextInput name="name" label={t('name')} defaultValue={kept.name} required />
            <Select
              name="frequency"
              label={t('frequency')}
              defaultValue={kept.frequency}
              options={frequencies.map((value) => ({ value, label: t(`often.${value}`) }))}
            />
            <p>
              <Submit kind="quiet">{t('keep')}</Submit>
            </p>
          </FormDetails>
        </Form>
        <Form action={kind.remove}>
          <input type="hidden" name={kind.idName} value={kept.id} />
          <button
            type="submit"
            className="link inline-flex min-h-11 items-center text-small"
            aria-label={t('remove_named', { name: kept.name })}
          >
            {t('remove')}
          </button>
        </Form>
      </div>
    </li>
  );
}

/** A person's kept searches or asks: to open, rename, time, and take away with undo. */
export async function KeptPage({
  kind,
  actor,
  kept,
  happened,
}: {
  kind: KeptKind;
  actor: Actor;
  kept: readonly Kept[];
  happened: KeptHappened;
}) {
  const t = await getTranslations(kind.words);
  const lists = await getTranslations('lists.searches');
  const settings = await alertSettingsOf(actor);
  return (
    <div className="mx-auto w-full max-w-[860px]">
      <ListsNav current={kind.nav} />
      <PageHead title={t('title')} lead={t('lead', { limit: kind.limit })} />
      <Happened kind={kind} {...happened} />
      {!settings.searches && kept.length > 0 && (
        <Notice>
          {lists('paused')}{' '}
          <Link href="/account/alerts" className="link">
            {lists('to_settings')}
          </Link>
        </Notice>
      )}
      {kept.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')}>
          <Link href={kind.page} className={buttonStyle()}>
            {t('to_search')}
          </Link>
        </EmptyState>
      ) : (
        <ul>
          {kept.map((each) => (
            <KeptLine key={each.id} kind={kind} kept={each} />
          ))}
        </ul>
      )}
    </div>
  );
}

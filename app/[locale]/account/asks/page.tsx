import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { ListsNav } from '#app/_lists/lists-nav.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { alertSettingsOf, asksOf, frequencies } from '#lib/lists/index.ts';
import { changeAskAction, removeAskAction, saveAskAction } from './actions.ts';

type Search = { done?: string; removed?: string; address?: string; frequency?: string };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('avails.asks');
  return { title: t('title'), robots: { index: false } };
}

async function Happened({ done, removed, address, frequency }: Search) {
  const t = await getTranslations('avails.asks');
  if (done === 'saved') {
    return (
      <Notice kind="good" role="status">
        {t('saved')}
      </Notice>
    );
  }
  if (!removed || !address) return null;
  return (
    <Notice role="status">
      <Form action={saveAskAction} className="flex flex-wrap items-center gap-x-4">
        {t('removed', { name: removed })}
        <input type="hidden" name="name" value={removed} />
        <input type="hidden" name="address" value={address} />
        <input type="hidden" name="frequency" value={frequency} />
        <Submit kind="text">{t('undo')}</Submit>
      </Form>
    </Notice>
  );
}

type Saved = Awaited<ReturnType<typeof asksOf>>[number];

async function AskLine({ ask }: { ask: Saved }) {
  const t = await getTranslations('avails.asks');
  const format = await getFormatter();
  return (
    <li className="border-line border-b py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <Link href={`/rights?${ask.address}`} className="font-medium hover:underline hover:underline-offset-4">
          {ask.name}
        </Link>
        <span className="text-muted text-small">
          {t('free_now', { count: ask.freeNow })} · {t(`often.${ask.frequency}`)} ·{' '}
          {t('looked', { date: format.dateTime(ask.lastCheckedAt, { dateStyle: 'medium' }) })}
        </span>
      </div>
      <div className="flex flex-wrap items-start gap-x-6">
        <Form action={changeAskAction}>
          <input type="hidden" name="askId" value={ask.id} />
          <FormDetails summary={t('change')}>
            <TextInput name="name" label={t('name')} defaultValue={ask.name} required />
            <Select
              name="frequency"
              label={t('frequency')}
              defaultValue={ask.frequency}
              options={frequencies.map((value) => ({ value, label: t(`often.${value}`) }))}
            />
            <p>
              <Submit kind="quiet">{t('keep')}</Submit>
            </p>
          </FormDetails>
        </Form>
        <Form action={removeAskAction}>
          <input type="hidden" name="askId" value={ask.id} />
          <button
            type="submit"
            className="link inline-flex min-h-11 items-center text-small"
            aria-label={t('remove_named', { name: ask.name })}
          >
            {t('remove')}
          </button>
        </Form>
      </div>
    </li>
  );
}

export default async function SavedAsks({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return redirect({ href: '/sign-in?next=/account/asks', locale });
  const t = await getTranslations('avails.asks');
  const lists = await getTranslations('lists.searches');
  const [asks, settings] = await Promise.all([asksOf(actor), alertSettingsOf(actor)]);
  return (
    <div className="mx-auto w-full max-w-[860px]">
      <ListsNav current="asks" />
      <PageHead title={t('title')} lead={t('lead', { limit: limits.savedAsks })} />
      <Happened {...(await searchParams)} />
      {!settings.searches && asks.length > 0 && (
        <Notice>
          {lists('paused')}{' '}
          <Link href="/account/alerts" className="link">
            {lists('to_settings')}
          </Link>
        </Notice>
      )}
      {asks.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')}>
          <Link href="/rights" className={buttonStyle()}>
            {t('to_search')}
          </Link>
        </EmptyState>
      ) : (
        <ul>
          {asks.map((ask) => (
            <AskLine key={ask.id} ask={ask} />
          ))}
        </ul>
      )}
    </div>
  );
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { ListsNav } from '#app/_lists/lists-nav.tsx';
import { SeenSetting } from '#app/_lists/seen-setting.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { currentKeeper } from '#app/_session/keeper.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { uuidPattern } from '#lib/core/ids.ts';
import { nameCollator } from '#lib/languages/index.ts';
import { type ListCard, listsOf } from '#lib/lists/index.ts';
import { createListAction, restoreListAction } from './actions.ts';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ removed?: string; done?: string; error?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('lists');
  return { title: t('title'), robots: { index: false } };
}

/** A list among others: its first pictures, its name, how much is in it. */
async function Card({ list }: { list: ListCard }) {
  const t = await getTranslations('lists');
  return (
    <Link href={`/lists/${list.id}`} className="group block">
      <div className="grid aspect-4/3 grid-cols-2 grid-rows-2 gap-1 overflow-hidden rounded-md bg-silk">
        {list.pictures.map((mediaId, index) => (
          <div
            key={mediaId}
            className={`min-h-0 overflow-hidden ${list.pictures.length < 4 && index === 0 ? 'row-span-2' : ''} ${list.pictures.length === 1 ? 'col-span-2' : ''} ${list.pictures.length === 2 ? 'row-span-2' : ''}`}
          >
            <Picture mediaId={mediaId} alt="" sizes="(max-width: 640px) 46vw, 200px" maxWidth={480} />
          </div>
        ))}
      </div>
      <h2 className="mt-3 font-medium font-sans text-base tracking-normal group-hover:underline group-hover:underline-offset-4">
        {list.name ?? t('first')}
      </h2>
      <p className="flex flex-wrap gap-x-4 text-muted text-small">
        {t('count', { count: list.count })}
        {list.shared && <Status kind="good">{t('share.on')}</Status>}
      </p>
    </Link>
  );
}

/** What just happened, and the way back. */
async function Happened({ removed, done, error }: Awaited<Props['searchParams']>) {
  const t = await getTranslations('lists');
  if (done === 'saved') {
    return (
      <Notice kind="good" role="status">
        {t('mark.saved')}
      </Notice>
    );
  }
  if (error) {
    return (
      <Notice kind="bad" role="alert">
        {error === 'full' ? t('error_full') : t('error_gone')}
      </Notice>
    );
  }
  if (!removed || !uuidPattern.test(removed)) return null;
  return (
    <Notice role="status">
      <Form action={restoreListAction} className="flex flex-wrap items-center gap-x-4">
        {t('removed_list')}
        <input type="hidden" name="listId" value={removed} />
        <Submit kind="text">{t('undo')}</Submit>
      </Form>
    </Notice>
  );
}

export default async function Lists({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = await getTranslations('lists');
  const [actor, keeper] = await Promise.all([currentActor(), currentKeeper()]);
  const lists = await listsOf(keeper, nameCollator(locale, await nameOrder()));
  const seen = { on: t('seen.is_on'), off: t('seen.is_off'), turnOn: t('seen.turn_on'), turnOff: t('seen.off') };
  return (
    <>
      <ListsNav current="lists" />
      <PageHead title={t('title')} lead={actor.type === 'person' ? t('lead') : t('lead_guest')}>
        {actor.type !== 'person' && (
          <Link href="/sign-in?next=/lists" className={buttonStyle('quiet')}>
            {t('sign_in')}
          </Link>
        )}
      </PageHead>
      <Happened {...(await searchParams)} />
      {lists.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')}>
          <Link href="/browse" className={buttonStyle()}>
            {t('browse')}
          </Link>
        </EmptyState>
      ) : (
        <ul className="mt-6 grid grid-cols-2 gap-x-3 gap-y-7 sm:grid-cols-[repeat(auto-fill,minmax(240px,1fr))] sm:gap-x-6">
          {lists.map((list) => (
            <li key={list.id} className="min-w-0">
              <Card list={list} />
            </li>
          ))}
        </ul>
      )}
      <Form action={createListAction} className="mt-12 max-w-[460px]">
        <div className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
          <TextInput name="name" label={t('new_list')} hint={t('new_hint')} required />
          <Submit kind="quiet" className="sm:mb-7.5">
            {t('create')}
          </Submit>
        </div>
      </Form>
      <div className="mt-10 border-line border-t pt-4">
        <SeenSetting words={seen} />
      </div>
    </>
  );
}

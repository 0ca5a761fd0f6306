import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { ItemTools } from '#app/_lists/item-tools.tsx';
import { ListsNav } from '#app/_lists/lists-nav.tsx';
import { SavedLine } from '#app/_lists/saved-line.tsx';
import { Share } from '#app/_lists/share.tsx';
import { currentKeeper } from '#app/_session/keeper.ts';
import { nameOrder, preferences } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { uuidPattern } from '#lib/core/ids.ts';
import { nameCollator } from '#lib/languages/index.ts';
import { itemsOf, type ListCard, listOf, listsOf } from '#lib/lists/index.ts';
import { removeListAction, renameListAction, restoreItemAction } from '../actions.ts';

type Search = { removed?: string; moved?: string; done?: string; cursor?: string };
type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('lists');
  return { title: t('title'), robots: { index: false } };
}

/** What just happened to the list, with the way back. */
async function Happened({ search, lists }: { search: Search; lists: readonly ListCard[] }) {
  const t = await getTranslations('lists');
  const moved = lists.find((list) => list.id === search.moved);
  if (moved) {
    return (
      <Notice kind="good" role="status">
        {t('item.moved')}{' '}
        <Link href={`/lists/${moved.id}`} className="link">
          {moved.name ?? t('first')}
        </Link>
      </Notice>
    );
  }
  if (search.done === 'withdrawn' || search.done === 'shared') {
    return (
      <Notice kind="good" role="status">
        {search.done === 'shared' ? t('share.text_on') : t('share.withdrawn')}
      </Notice>
    );
  }
  if (!search.removed || !uuidPattern.test(search.removed)) return null;
  return (
    <Notice role="status">
      <Form action={restoreItemAction} className="flex flex-wrap items-center gap-x-4">
        {t('item.removed')}
        <input type="hidden" name="itemId" value={search.removed} />
        <Submit kind="text">{t('undo')}</Submit>
      </Form>
    </Notice>
  );
}

/** A named list's name and end; the first one has neither. */
async function ListTools({ list }: { list: { readonly id: string; readonly name: string | null } }) {
  if (list.name === null) return null;
  const t = await getTranslations('lists');
  return (
    <div className="flex flex-wrap gap-x-6 px-5">
      <Form action={renameListAction}>
        <input type="hidden" name="listId" value={list.id} />
        <FormDetails summary={t('rename')}>
          <TextInput name="name" label={t('name')} defaultValue={list.name} required />
          <p>
            <Submit kind="quiet">{t('keep_name')}</Submit>
          </p>
        </FormDetails>
      </Form>
      <Form action={removeListAction}>
        <input type="hidden" name="listId" value={list.id} />
        <button type="submit" className="link inline-flex min-h-11 items-center text-small">
          {t('remove_list')}
        </button>
      </Form>
    </div>
  );
}

export default async function ListPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const search = await searchParams;
  const keeper = await currentKeeper();
  const list = uuidPattern.test(id) ? await listOf(keeper, id) : null;
  if (!list) notFound();
  const t = await getTranslations('lists');
  const [{ currency }, order] = await Promise.all([preferences(locale), nameOrder()]);
  const [page, lists] = await Promise.all([
    itemsOf(list, locale, currency, search.cursor),
    listsOf(keeper, nameCollator(locale, order)),
  ]);
  const card = lists.find((each) => each.id === list.id);
  const others = lists.filter((each) => each.id !== list.id);
  return (
    <>
      <ListsNav current="lists" />
      <PageHead title={list.name ?? t('first')} lead={t('count', { count: card?.count ?? 0 })}>
        <Link href="/lists" className="link inline-flex min-h-11 items-center text-small">
          {t('all')}
        </Link>
      </PageHead>
      <Happened search={search} lists={others} />
      <div className="grid items-start gap-x-[clamp(24px,5vw,72px)] gap-y-8 lg:grid-cols-[1fr_340px]">
        {page.items.length > 0 ? (
          <ul>
            {page.items.map((item) => (
              <SavedLine key={item.id} item={item} locale={locale}>
                <ItemTools item={item} others={others} />
              </SavedLine>
            ))}
          </ul>
        ) : (
          <EmptyState title={t('empty_list')} text={t('empty_text')}>
            <Link href="/browse" className={buttonStyle()}>
              {t('browse')}
            </Link>
          </EmptyState>
        )}
        <aside className="grid gap-3 lg:sticky lg:top-6">
          <Share list={list} locale={locale} />
          <ListTools list={list} />
        </aside>
      </div>
      {page.next && (
        <p className="mt-10 text-center">
          <Link href={`/lists/${list.id}?cursor=${page.next}`} className={buttonStyle('quiet')} rel="next">
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}

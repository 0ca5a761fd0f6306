import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Notice, Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { BesideSource } from '#app/[locale]/studio/_parts/beside-source.tsx';
import { LanguageTabs, workedLanguage } from '#app/[locale]/studio/_parts/language-tabs.tsx';
import { type CollectionItem, candidates, type viewCollection } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { wordsOf } from '#lib/enterprises/index.ts';
import { type Locale, locale as localeOf } from '#lib/languages/index.ts';
import { publishAction, removeAction, saveAction } from './actions.ts';
import { collectionPath } from './cards.tsx';
import { OrderList } from './order-list.tsx';

type Collection = Awaited<ReturnType<typeof viewCollection>>;

const said = ['started', 'saved', 'published', 'hidden'] as const;

function Hidden({ collection }: { collection: Collection }) {
  return (
    <>
      <input type="hidden" name="collectionId" value={collection.id} />
      <input type="hidden" name="enterprise" value={collection.enterprise?.slug ?? ''} />
    </>
  );
}

/** A listing's note: that it is not on show, or whose it is where several makers meet. */
function noteOf(item: CollectionItem, platform: boolean, notLive: string): string {
  return [platform ? item.maker : '', item.live ? '' : notLive].filter(Boolean).join(' · ');
}

/** The whole editor of a collection, an enterprise's or the platform's. */
export async function CollectionEditor({
  actor,
  collection,
  locale,
  search,
}: {
  actor: Actor;
  collection: Collection;
  locale: Locale;
  search: { language?: string; q?: string; done?: string };
}) {
  const t = await getTranslations('collections');
  const source = localeOf(collection.text.sourceLocale);
  const language = workedLanguage(search.language, source);
  const words = wordsOf(collection.text);
  const fields = (tag: string) => ['title', 'description'].filter((name) => words[tag]?.[name]).length;
  const saying = said.find((each) => each === search.done);
  const path = collection.enterprise
    ? `/studio/storefront/collections/${collection.id}`
    : `/admin/collections/${collection.id}`;
  return (
    <>
      <div className="grid gap-4 pb-6 empty:hidden">
        {saying && (
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        )}
      </div>
      <PublishBar collection={collection} />
      <LanguageTabs
        path={`${path}?language=`}
        current={language}
        source={source}
        reader={locale}
        coverage={(tag) => ({ written: fields(tag), of: fields(source) })}
      />
      <div className="grid items-start gap-x-[clamp(24px,4vw,64px)] gap-y-12 lg:grid-cols-[1.5fr_1fr]">
        <Words collection={collection} language={language} source={source} words={words} />
        <Candidates actor={actor} collection={collection} locale={locale} language={language} q={search.q ?? ''} />
      </div>
      <Form action={removeAction} className="mt-12">
        <Hidden collection={collection} />
        <FormDetails summary={t('remove')}>
          <p className="text-small">{t('remove_text')}</p>
          <Submit kind="danger" className="justify-self-start">
            {t('remove_confirm')}
          </Submit>
        </FormDetails>
      </Form>
    </>
  );
}

async function PublishBar({ collection }: { collection: Collection }) {
  const t = await getTranslations('collections');
  const isPublic = collection.publishedAt !== null;
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-8 gap-y-3 rounded-md border border-line bg-card px-5 py-4">
      <Status kind={isPublic ? 'good' : 'plain'}>{t(isPublic ? 'state.public' : 'state.hidden')}</Status>
      <div className="flex flex-wrap gap-3">
        {isPublic && (
          <Link href={collectionPath(collection)} className={buttonStyle('quiet')}>
            {t('look')}
          </Link>
        )}
        <Form action={publishAction}>
          <Hidden collection={collection} />
          <input type="hidden" name="publish" value={isPublic ? 'no' : 'yes'} />
          <Submit kind={isPublic ? 'quiet' : 'primary'}>{t(isPublic ? 'hide' : 'publish')}</Submit>
        </Form>
      </div>
    </div>
  );
}

async function Words({
  collection,
  language,
  source,
  words,
}: {
  collection: Collection;
  language: Locale;
  source: Locale;
  words: ReturnType<typeof wordsOf>;
}) {
  const t = await getTranslations('collections');
  const beside = language === source ? null : source;
  const original = words[source] ?? {};
  const own = words[language] ?? {};
  const platform = collection.enterprise === null;
  const pictured = collection.items.filter((item) => item.mediaId !== null);
  return (
    <Form action={saveAction} id="collection" key={`${language} ${collection.version}`} className="grid gap-6">
      <Hidden collection={collection} />
      <input type="hidden" name="version" value={collection.version} />
      <input type="hidden" name="language" value={language} />
      <BesideSource source={beside} text={original['title'] ?? ''}>
        <TextInput
          name="title"
          label={t('field.title')}
          defaultValue={own['title']}
          lang={language}
          required={beside === null}
        />
      </BesideSource>
      <BesideSource source={beside} text={original['description'] ?? ''}>
        <TextArea
          name="description"
          rows={6}
          label={t('field.description')}
          hint={t('field.description_hint')}
          defaultValue={own['description']}
          lang={language}
        />
      </BesideSource>
      <Select
        name="coverMediaId"
        label={t('field.cover')}
        empty={t('field.cover_first')}
        options={pictured.map((item) => ({ value: item.mediaId ?? '', label: item.title }))}
        defaultValue={collection.coverMediaId ?? ''}
      />
      <div id="listings" className="scroll-mt-6">
        <h2 className="mb-2 text-large">{t('listings')}</h2>
        {collection.items.length === 0 ? (
          <p className="text-muted">{t('no_listings')}</p>
        ) : (
          <OrderList
            items={collection.items.map((item) => ({
              id: item.id,
              title: item.title,
              note: noteOf(item, platform, t('not_live')),
              mediaId: item.mediaId,
            }))}
            words={{
              label: t('listings'),
              earlier: t('order.earlier'),
              later: t('order.later'),
              remove: t('order.remove'),
              moved: t('order.moved', { title: '{title}', place: '{place}', of: '{of}' }),
              removed: t('order.removed', { title: '{title}' }),
              hint: t('order.hint'),
            }}
          />
        )}
      </div>
      <Submit kind="quiet" className="justify-self-start" pending={t('saving')}>
        {t('save')}
      </Submit>
    </Form>
  );
}

/** Listings to add: searched by their names, each with a button. */
async function Candidates({
  actor,
  collection,
  locale,
  language,
  q,
}: {
  actor: Actor;
  collection: Collection;
  locale: Locale;
  language: Locale;
  q: string;
}) {
  const t = await getTranslations('collections');
  const platform = collection.enterprise === null;
  const inside = new Set(collection.items.map((item) => item.id));
  const found = (await candidates(actor, collection.enterpriseId, q, locale)).filter((item) => !inside.has(item.id));
  const full = inside.size >= limits.collectionListings;
  return (
    <section aria-labelledby="add-title" className="lg:sticky lg:top-6">
      <h2 id="add-title" className="mb-3 text-large">
        {t('add.title')}
      </h2>
      <form className="mb-4 flex gap-3">
        <input type="hidden" name="language" value={language} />
        <input
          type="search"
          name="q"
          defaultValue={q}
          aria-label={t('add.search')}
          placeholder={t('add.search')}
          maxLength={limits.searchQuery}
          className="min-w-0 flex-1 rounded-md border border-edge/70 bg-card px-3.5 py-2.5 placeholder:text-muted focus:border-ink"
        />
        <button type="submit" className={buttonStyle('quiet')}>
          {t('add.find')}
        </button>
      </form>
      {full ? (
        <p className="text-muted text-small">{t('add.full', { limit: limits.collectionListings })}</p>
      ) : found.length === 0 ? (
        <p className="text-muted text-small">{t(platform && q === '' ? 'add.begin' : 'add.nothing')}</p>
      ) : (
        <ul className="border-line border-t">
          {found.map((item) => (
            <li key={item.id} className="flex items-center gap-4 border-line border-b py-2">
              <span className="block h-14 w-11 shrink-0 overflow-hidden rounded-sm bg-silk">
                {item.mediaId && <Picture mediaId={item.mediaId} alt="" sizes="44px" maxWidth={320} />}
              </span>
              <span className="min-w-0 flex-1">
                {item.title}
                <span className="block text-muted text-small">{noteOf(item, platform, t('not_live'))}</span>
              </span>
              {/* Of the form beside it, so that what was typed there is saved as well. */}
              <button
                type="submit"
                form="collection"
                name="change"
                value={`add:${item.id}`}
                className={buttonStyle('text', 'text-small')}
              >
                {t('add.add')} <span className="sr-only">{item.title}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

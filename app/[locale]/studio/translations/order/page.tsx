import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { classNames } from '#app/_ui/class-names.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { currencies } from '#lib/core/currency.ts';
import { type Locale, locales } from '#lib/languages/index.ts';
import { type OwnText, textsOf, translatorChoice } from '#lib/translations/index.ts';
import { openDesk } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { choiceOf, type OrderChoice, type OrderQuery } from './asked.ts';
import { MachineEstimate } from './machine.tsx';
import { PriceEstimate } from './price.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<OrderQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('translation_jobs.order');
  return { title: t('title'), robots: { index: false } };
}

/** Chooses what is translated, shows what it costs, and orders it. The chooser is an address, so it works without script and can be sent on. */
export default async function OrderTranslation({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const query = await searchParams;
  const of = [query['enterprise'] ?? []].flat()[0];
  const desk = await openDesk(Promise.resolve(of === undefined ? {} : { enterprise: of }), 'translation.order');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/translations/order" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('translation_jobs.order');
  const choice = choiceOf(query, enterprise.currency);
  const texts = await textsOf(enterprise.id, choice.targets);
  const asked = choice.estimate && choice.targets.length > 0;
  return (
    <>
      <StudioNav enterprise={enterprise} current="translations" several={several} />
      <PageHead title={t('title')} lead={t('lead')} />
      {texts.length === 0 ? (
        <p className="text-muted">{t('texts_none')}</p>
      ) : (
        <Chooser
          choice={choice}
          texts={texts}
          translators={await translatorChoice(actor, locale, await nameOrder())}
          locale={locale}
          enterprise={several ? enterprise.slug : ''}
        />
      )}
      {asked && choice.by === 'machine' && (
        <MachineEstimate actor={actor} enterpriseId={enterprise.id} choice={choice} locale={locale} />
      )}
      {asked && choice.by !== 'machine' && (
        <PriceEstimate actor={actor} enterpriseId={enterprise.id} choice={choice} locale={locale} />
      )}
    </>
  );
}

const legend = 'mb-2 font-medium text-small';
const line = 'flex min-h-8 items-center gap-3';

/** A choice's own fields are there once it is chosen; by style alone, so that it needs no script. What is hidden is sent all the same. */
const only = {
  chosen: 'not-group-has-[[name=scope][value=chosen]:checked]/order:hidden',
  price: 'not-group-has-[[name=by][value=anyone]:checked]/order:hidden',
  translator: 'not-group-has-[[name=by][value=named]:checked]/order:hidden',
  currency: 'group-has-[[name=by][value=machine]:checked]/order:hidden',
} as const;

async function Chooser({
  choice,
  texts,
  translators,
  locale,
  enterprise,
}: {
  choice: OrderChoice;
  texts: readonly OwnText[];
  translators: readonly { readonly slug: string; readonly displayName: string }[];
  locale: Locale;
  enterprise: string;
}) {
  const t = await getTranslations('translation_jobs.order');
  const radio = (name: 'scope' | 'by', value: string, label: string) => (
    <label key={value} className={line}>
      <input type="radio" name={name} value={value} defaultChecked={choice[name] === value} />
      {label}
    </label>
  );
  const sources = new Set(texts.map(({ sourceLocale }) => sourceLocale));
  const targets = locales.filter((tag) => sources.size > 1 || !sources.has(tag));
  return (
    <form action="#price" className="group/order grid max-w-3xl gap-8">
      {enterprise && <input type="hidden" name="enterprise" value={enterprise} />}
      <fieldset>
        <legend className={legend}>{t('what')}</legend>
        {(['open', 'machine', 'chosen'] as const).map((scope) => radio('scope', scope, t(`scope.${scope}`)))}
      </fieldset>
      <fieldset className={classNames('min-w-0', only.chosen)}>
        <legend className={legend}>{t('texts')}</legend>
        <Texts texts={texts} chosen={choice.texts} />
      </fieldset>
      <fieldset>
        <legend className={legend}>{t('targets')}</legend>
        <div className="grid gap-x-6 sm:grid-cols-2 md:grid-cols-3">
          {targets.map((tag) => (
            <label key={tag} className={line}>
              <input type="checkbox" name="to" value={tag} defaultChecked={choice.targets.includes(tag)} />
              {languageName(tag, locale)}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="min-w-0">
        <legend className={legend}>{t('who')}</legend>
        {(['anyone', 'named', 'machine'] as const).map((way) => radio('by', way, t(`by.${way}`)))}
        <Terms choice={choice} translators={translators} />
      </fieldset>
      <button type="submit" name="estimate" value="1" className={buttonStyle(undefined, 'justify-self-start')}>
        {t('estimate')}
      </button>
    </form>
  );
}

/** What is asked of whoever chose people: the price that is offered, or whose rate it is; a machine asks for neither. */
async function Terms({
  choice,
  translators,
}: {
  choice: OrderChoice;
  translators: readonly { readonly slug: string; readonly displayName: string }[];
}) {
  const t = await getTranslations('translation_jobs.order');
  return (
    <div className={classNames('mt-3 grid gap-4 border-line border-s-2 ps-4 sm:grid-cols-2', only.currency)}>
      <TextInput
        name="price"
        label={t('price')}
        hint={t('price_hint')}
        inputMode="decimal"
        defaultValue={choice.price}
        className={only.price}
      />
      <div className={classNames('grid content-start gap-1', only.translator)}>
        <Select
          name="translator"
          label={t('translator')}
          options={translators.map((each) => ({ value: each.slug, label: each.displayName }))}
          empty={t('translator_empty')}
          defaultValue={choice.translator}
        />
        <Link href="/studio/translations/translators" className="link inline-flex min-h-8 items-center text-small">
          {t('find')}
        </Link>
      </div>
      <Select
        name="currency"
        label={t('currency')}
        options={currencies.map((code) => ({ value: code, label: code }))}
        defaultValue={choice.currency}
      />
    </div>
  );
}

async function Texts({ texts, chosen }: { texts: readonly OwnText[]; chosen: readonly string[] }) {
  const t = await getTranslations('translation_jobs');
  return (
    <ul className="max-h-96 divide-y divide-line overflow-y-auto rounded-md border border-edge/60 bg-card px-4">
      {texts.map((text) => (
        <li key={text.textId}>
          <label className="flex min-h-11 items-center gap-3 py-1.5">
            <input type="checkbox" name="text" value={text.textId} defaultChecked={chosen.includes(text.textId)} />
            <span className="min-w-0 flex-1">
              <span lang={text.sourceLocale} className="line-clamp-1">
                {text.title}
              </span>
              <span className="text-muted text-small">{t(`kind.${text.kind}`)}</span>
            </span>
            <span className="num shrink-0 text-muted text-small">{t('order.text_words', { words: text.words })}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}

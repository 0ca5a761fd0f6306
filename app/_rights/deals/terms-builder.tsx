import { getTranslations } from 'next-intl/server';
import { RoyaltyFields } from '#app/_rights/royalty-fields.tsx';
import { Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { currencies } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { type Giver, inYears, licensed, offeredOf, type Terms } from '#lib/rights/index.ts';
import { royaltyTermsOf } from '#lib/royalties/index.ts';
import { LiveTerms } from './live-terms.tsx';
import { PortionFields } from './portion-fields.tsx';
import { LeftOutFields, ScopeFields } from './scope-fields.tsx';

interface Props {
  readonly locale: string;
  /** The terms that are answered, or that a request begins with. */
  readonly terms: Terms | undefined;
  readonly currency: string;
  readonly today: string;
  readonly works: readonly { readonly id: string; readonly title: string }[];
  /** The deal that is answered. */
  readonly dealId?: string;
  /** Who gives, where the owners of the works do not; and the link of the sublicences that are asked for. */
  readonly giver?: Giver | undefined;
  readonly offer?: string;
  /** What was agreed elsewhere: it needs no word to the other side and no day on which it expires. */
  readonly settled?: boolean;
}

/** What most licences of this market say of money, for whoever begins with nothing. */
const usual = { advanceMinor: '0', royalty: 800 };

/** The fields of an ask or an offer, filled with the terms they answer, beside what of it is free and what it would cost. */
export async function TermsBuilder(props: Props) {
  const { locale, terms, currency, today, works, dealId, giver, offer, settled = false } = props;
  const t = await getTranslations('deals.builder');
  const rights = await getTranslations('rights');
  const offered =
    works.length > 0
      ? await offeredOf(
          works.map(({ id }) => id),
          giver,
        )
      : undefined;
  // An owner may come by what it does not have yet; out of a licence nothing can be given that is not in it.
  const within = giver && offered;
  const money = royaltyTermsOf(terms ?? { ...usual, currency });
  return (
    <div className="grid items-start gap-x-[clamp(24px,4vw,64px)] gap-y-8 lg:grid-cols-[1fr_340px]">
      <div className="grid min-w-0 gap-10 lg:col-start-1">
        <section aria-labelledby="scope">
          <h2 id="scope" className="mb-2 text-large">
            {t('scope')}
          </h2>
          <ScopeFields locale={locale} scope={terms?.scope} offered={offered?.rights} within={within} />
          <div className="mt-6 grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
            <TextInput
              name="startsOn"
              type="date"
              label={rights('terms.starts')}
              defaultValue={terms?.scope.term.start ?? today}
              required
            />
            <TextInput
              name="endsOn"
              type="date"
              label={rights('terms.ends')}
              defaultValue={terms?.scope.term.end ?? inYears(today, 3)}
              hint={rights('terms.ends_hint')}
              required
            />
            <Select
              name="exclusivity"
              label={rights('terms.exclusivity')}
              defaultValue={terms?.exclusivity ?? 'non_exclusive'}
              options={licensed.map((value) => ({ value, label: rights(`exclusivity.${value}`) }))}
            />
          </div>
        </section>
        <LeftOutFields locale={locale} works={works} leftOut={terms?.leftOut} within={within} />
      </div>
      {/* On a phone it stands where it is asked: after what, where and how long. */}
      <aside className="grid min-w-0 gap-4 lg:sticky lg:top-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        {works.map(({ id }) => (
          <input key={id} type="hidden" name="workIds[]" value={id} />
        ))}
        {offer && <input type="hidden" name="offer" value={offer} />}
        <LiveTerms
          locale={locale}
          dealId={dealId}
          words={{
            title: t('live'),
            waiting: t('live_waiting'),
            curve: t('curve'),
            away: t('live_away'),
          }}
        />
        <fieldset className="grid grid-cols-2 gap-3">
          <legend className="mb-2 text-muted text-small">{t('suppose')}</legend>
          <TextInput name="previewUnits" label={t('pieces')} inputMode="numeric" defaultValue="20000" />
          <TextInput name="previewPrice" label={t('price')} inputMode="decimal" defaultValue="10" />
        </fieldset>
      </aside>
      <div className="grid min-w-0 gap-10 lg:col-start-1">
        <section aria-labelledby="money" className="grid gap-5">
          <div>
            <h2 id="money" className="text-large">
              {t('money')}
            </h2>
            <p className="mt-1 text-muted text-small">{t('money_hint')}</p>
          </div>
          <Select
            name="currency"
            className="sm:max-w-[200px]"
            label={rights('terms.currency')}
            defaultValue={money.currency}
            options={currencies.map((value) => ({ value, label: value }))}
          />
          <RoyaltyFields terms={money} folded />
          <PortionFields works={works} portions={money.portions} />
        </section>
        {!settled && (
          <section aria-labelledby="words" className="grid gap-5">
            <h2 id="words" className="text-large">
              {t('words')}
            </h2>
            <input type="hidden" name="locale" value={locale} />
            <TextArea name="note" label={rights('terms.note')} optional={rights('optional')} rows={3} />
            <TextInput
              name="validDays"
              className="sm:max-w-[200px]"
              label={t('valid_days')}
              hint={t('valid_days_hint', { most: limits.offerDays })}
              inputMode="numeric"
              defaultValue="30"
            />
          </section>
        )}
      </div>
    </div>
  );
}

import { getTranslations } from 'next-intl/server';
import { readerLocale } from '#app/_i18n/reader.ts';
import { Checkbox, Select, TextInput } from '#app/_ui/field.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { money, typedAmount, typedNumber } from '#lib/core/money.ts';
import { bases, everies, parseFraction, type RoyaltyTerms, tierRows } from '#lib/royalties/index.ts';

/** A share as percent without its sign, as the reader types it: "12.5", and "1/3" where it never ends. */
function percentText(share: string, locale: string): string {
  const { n, d } = parseFraction(share);
  const text = String(Number(((Number(n) * 100) / Number(d)).toFixed(6)));
  const same = parseFraction(`${text}%`);
  return same.n === n && same.d === d ? typedNumber(text, locale) : share;
}

const choices = <T extends string>(values: readonly T[], label: (value: T) => string) =>
  values.map((value) => ({ value, label: label(value) }));

const amountText = (terms: RoyaltyTerms, minor: string, locale: string) =>
  typedAmount(money(BigInt(minor), terms.currency), locale);

function rateText(terms: RoyaltyTerms, at: number, locale: string): string {
  const rate = terms.tiers[at]?.rate;
  if (rate === undefined) return '';
  return terms.base === 'unit' && /^\d+$/.test(rate) ? amountText(terms, rate, locale) : percentText(rate, locale);
}

/**
 * The fields of royalty terms, filled with some; `termsOfForm` reads them back. `folded`: what most licences say stands open, the rest behind
 * a word.
 */
export async function RoyaltyFields({ terms, folded = false }: { terms: RoyaltyTerms; folded?: boolean }) {
  const t = await getTranslations('royalties');
  const locale = await readerLocale();
  const base = (
    <Select
      name="base"
      label={t('fields.base')}
      defaultValue={terms.base}
      options={choices(bases, (each) => t(`base.${each}`))}
    />
  );
  if (!folded)
    return (
      <>
        <div className="grid gap-5 sm:grid-cols-3">
          {base}
          <TierWays terms={terms} />
        </div>
        <Tiers terms={terms} from={0} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Advance terms={terms} />
          <Rest terms={terms} />
        </div>
      </>
    );
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        {base}
        <TextInput
          name="rate1"
          label={t('fields.first_rate')}
          hint={t('fields.first_rate_hint')}
          defaultValue={rateText(terms, 0, locale)}
          inputMode="decimal"
        />
        <Advance terms={terms} />
      </div>
      <FormDetails summary={t('fields.more')}>
        <div className="grid gap-5 sm:grid-cols-2">
          <TierWays terms={terms} />
        </div>
        <Tiers terms={terms} from={1} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Rest terms={terms} />
        </div>
      </FormDetails>
    </>
  );
}

async function TierWays({ terms }: { terms: RoyaltyTerms }) {
  const t = await getTranslations('royalties');
  return (
    <>
      <Select
        name="tierBy"
        label={t('fields.tier_by')}
        defaultValue={terms.tierBy}
        options={choices(['amount', 'units'], (by) => t(`tier_by.${by}`))}
      />
      <Select
        name="mode"
        label={t('fields.mode')}
        defaultValue={terms.mode}
        options={choices(['marginal', 'retroactive'], (mode) => t(`mode.${mode}`))}
      />
    </>
  );
}

/** Rows of tiers; the rate of the first may stand elsewhere (`from` 1). */
async function Tiers({ terms, from }: { terms: RoyaltyTerms; from: 0 | 1 }) {
  const t = await getTranslations('royalties');
  const locale = await readerLocale();
  const upTo = (at: number) => {
    const end = terms.tiers[at]?.upTo;
    return !end ? '' : terms.tierBy === 'units' ? end : amountText(terms, end, locale);
  };
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-small">{t('fields.tiers')}</legend>
      <p className="mb-3 text-muted text-small">{t('fields.tiers_hint')}</p>
      <div className="grid gap-3">
        {Array.from({ length: tierRows }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a form stand still
          <div key={at} className="grid grid-cols-2 gap-3 sm:max-w-[480px]">
            <TextInput
              name={`tier${at + 1}`}
              label={t('fields.up_to', { tier: at + 1 })}
              defaultValue={upTo(at)}
              inputMode="decimal"
            />
            {at >= from && (
              <TextInput
                name={`rate${at + 1}`}
                label={t('fields.rate', { tier: at + 1 })}
                defaultValue={rateText(terms, at, locale)}
                inputMode="decimal"
              />
            )}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

async function Advance({ terms }: { terms: RoyaltyTerms }) {
  const t = await getTranslations('royalties');
  const locale = await readerLocale();
  return (
    <div className="grid content-start gap-2">
      <TextInput
        name="advance"
        label={t('fields.advance', { currency: terms.currency })}
        defaultValue={amountText(terms, terms.advance.minor, locale)}
        inputMode="decimal"
      />
      <Checkbox name="recoupable" label={t('fields.recoupable')} defaultChecked={terms.advance.recoupable} />
    </div>
  );
}

/** One line: a field's name, its words and what stands in it. */
type Line = readonly [name: string, label: string, value: string, hint?: string];

function Pair({ lines }: { lines: readonly Line[] }) {
  return (
    <div className="grid grid-cols-2 items-start gap-3">
      {lines.map(([name, label, value, hint]) => (
        <TextInput key={name} name={name} label={label} hint={hint} defaultValue={value} inputMode="decimal" />
      ))}
    </div>
  );
}

async function Rest({ terms }: { terms: RoyaltyTerms }) {
  const t = await getTranslations('royalties');
  const locale = await readerLocale();
  const { guarantee, reserve, calendar } = terms;
  const percent = t('fields.percent');
  const of = { currency: terms.currency };
  return (
    <>
      <Pair
        lines={[
          ['deductionCap', t('fields.deduction_cap'), percentText(terms.deductionCap, locale), percent],
          ['withholdingRate', t('fields.withholding'), percentText(terms.withholding.rate, locale), percent],
        ]}
      />
      <Pair
        lines={[
          ['guarantee', t('fields.guarantee', of), guarantee ? amountText(terms, guarantee.minor, locale) : '0'],
          ['guaranteePeriods', t('fields.guarantee_periods'), String(guarantee?.everyPeriods ?? 4)],
        ]}
      />
      <Pair
        lines={[
          ['reserveRate', t('fields.reserve'), percentText(reserve.rate, locale), percent],
          ['reservePeriods', t('fields.reserve_periods'), String(reserve.periods)],
        ]}
      />
      <Pair
        lines={[
          [
            'reserveCap',
            t('fields.reserve_cap', of),
            reserve.capMinor ? amountText(terms, reserve.capMinor, locale) : '',
          ],
          [
            'lateInterest',
            t('fields.late_interest'),
            percentText(terms.lateInterest, locale),
            t('fields.percent_a_year'),
          ],
        ]}
      />
      <Select
        name="every"
        label={t('fields.every')}
        defaultValue={calendar.every}
        options={choices(everies, (every) => t(`every.${every}`))}
      />
      <Pair
        lines={[
          ['dueDays', t('fields.due_days'), String(calendar.dueDays)],
          ['payDays', t('fields.pay_days'), String(calendar.payDays)],
        ]}
      />
      <Checkbox
        name="crossCollateralised"
        label={t('fields.cross_collateralised')}
        defaultChecked={terms.crossCollateralised}
      />
    </>
  );
}

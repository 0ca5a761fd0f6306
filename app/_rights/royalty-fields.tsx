import { getTranslations } from 'next-intl/server';
import { Checkbox, Select, TextInput } from '#app/_ui/field.tsx';
import { decimalText, money } from '#lib/core/money.ts';
import { bases, everies, parseFraction, type RoyaltyTerms, tierRows } from '#lib/royalties/index.ts';

/** A share as percent without its sign, as the field takes it: "12.5", and "1/3" where it never ends. */
function percentText(share: string): string {
  const { n, d } = parseFraction(share);
  const text = String(Number(((Number(n) * 100) / Number(d)).toFixed(6)));
  const same = parseFraction(`${text}%`);
  return same.n === n && same.d === d ? text : share;
}

/** The fields of royalty terms, filled with some; `termsOfForm` reads them back. Ready for a form of terms and for the calculator. */
export async function RoyaltyFields({ terms }: { terms: RoyaltyTerms }) {
  const t = await getTranslations('royalties');
  const amount = (minor: string) => decimalText(money(BigInt(minor), terms.currency));
  const choices = <T extends string>(values: readonly T[], label: (value: T) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        <Select
          name="base"
          label={t('fields.base')}
          defaultValue={terms.base}
          options={choices(bases, (base) => t(`base.${base}`))}
        />
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
      </div>
      <fieldset>
        <legend className="mb-1 font-medium text-small">{t('fields.tiers')}</legend>
        <p className="mb-3 text-muted text-small">{t('fields.tiers_hint')}</p>
        <div className="grid gap-3">
          {Array.from({ length: tierRows }, (_, at) => {
            const tier = terms.tiers[at];
            const upTo = !tier?.upTo ? '' : terms.tierBy === 'units' ? tier.upTo : amount(tier.upTo);
            const rate = !tier
              ? ''
              : terms.base === 'unit' && /^\d+$/.test(tier.rate)
                ? amount(tier.rate)
                : percentText(tier.rate);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a form stand still
              <div key={at} className="grid grid-cols-2 gap-3 sm:max-w-[480px]">
                <TextInput
                  name={`tier${at + 1}`}
                  label={t('fields.up_to', { tier: at + 1 })}
                  defaultValue={upTo}
                  inputMode="decimal"
                />
                <TextInput
                  name={`rate${at + 1}`}
                  label={t('fields.rate', { tier: at + 1 })}
                  defaultValue={rate}
                  inputMode="decimal"
                />
              </div>
            );
          })}
        </div>
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextInput
          name="deductionCap"
          label={t('fields.deduction_cap')}
          hint={t('fields.percent')}
          defaultValue={percentText(terms.deductionCap)}
          inputMode="decimal"
        />
        <TextInput
          name="withholdingRate"
          label={t('fields.withholding')}
          hint={t('fields.percent')}
          defaultValue={percentText(terms.withholding.rate)}
          inputMode="decimal"
        />
        <div className="grid content-start gap-2">
          <TextInput
            name="advance"
            label={t('fields.advance', { currency: terms.currency })}
            defaultValue={amount(terms.advance.minor)}
            inputMode="decimal"
          />
          <Checkbox name="recoupable" label={t('fields.recoupable')} defaultChecked={terms.advance.recoupable} />
        </div>
        <div className="grid grid-cols-2 gap-3">
          <TextInput
            name="guarantee"
            label={t('fields.guarantee', { currency: terms.currency })}
            defaultValue={terms.guarantee ? amount(terms.guarantee.minor) : '0'}
            inputMode="decimal"
          />
          <TextInput
            name="guaranteePeriods"
            label={t('fields.guarantee_periods')}
            defaultValue={String(terms.guarantee?.everyPeriods ?? 4)}
            inputMode="numeric"
          />
        </div>
        <div className="grid grid-cols-2 gap-3">
          <TextInput
            name="reserveRate"
            label={t('fields.reserve')}
            hint={t('fields.percent')}
            defaultValue={percentText(terms.reserve.rate)}
            inputMode="decimal"
          />
          <TextInput
            name="reservePeriods"
            label={t('fields.reserve_periods')}
            defaultValue={String(terms.reserve.periods)}
            inputMode="numeric"
          />
        </div>
        <div className="grid grid-cols-2 gap-3">
          <Select
            name="every"
            label={t('fields.every')}
            defaultValue={terms.calendar.every}
            options={choices(everies, (every) => t(`every.${every}`))}
          />
          <TextInput
            name="dueDays"
            label={t('fields.due_days')}
            defaultValue={String(terms.calendar.dueDays)}
            inputMode="numeric"
          />
        </div>
      </div>
    </>
  );
}

import { getTranslations } from 'next-intl/server';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { currencies } from '#lib/core/currency.ts';

/** Puts another column into the table of prices: a plain form that asks for the page with it. */
export async function AddColumn({ listing, keys }: { listing: WholeListing; keys: string }) {
  const t = await getTranslations('prices.lists');
  return (
    <section aria-labelledby="add-column" className="mt-12 max-w-[760px]">
      <h2 id="add-column" className="text-large">
        {t('add_title')}
      </h2>
      <p className="mt-1 mb-4 text-muted text-small">{t('add_text')}</p>
      <form className="grid items-start gap-4 sm:grid-cols-[1.4fr_1fr_1fr]">
        <input type="hidden" name="columns" value={keys} />
        <Select
          name="list"
          label={t('list')}
          options={[
            { value: 'r', label: t('list_retail') },
            { value: 'w', label: t('list_wholesale') },
          ]}
          defaultValue="r"
        />
        <Select
          name="currency"
          label={t('currency')}
          options={currencies.map((code) => ({ value: code, label: code }))}
          defaultValue={listing.currency}
        />
        <TextInput name="from" inputMode="numeric" label={t('from')} defaultValue="10" />
        <div className="sm:col-span-3">
          <button type="submit" className={buttonStyle('quiet')}>
            {t('add')}
          </button>
        </div>
      </form>
    </section>
  );
}

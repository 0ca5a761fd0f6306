import { getTranslations } from 'next-intl/server';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { stockReasons } from '#lib/catalogue/index.ts';
import { adjustStockAction, lowStockAction } from './actions.ts';

/** Adds, takes away or counts anew, and says why. */
export async function AdjustStock({ variantId }: { variantId: string }) {
  const t = await getTranslations('stock.adjust');
  return (
    <section aria-labelledby="adjust">
      <h2 id="adjust" className="mb-4 text-large">
        {t('title')}
      </h2>
      <Form action={adjustStockAction} className="grid gap-5 sm:grid-cols-2">
        <input type="hidden" name="variantId" value={variantId} />
        <Select
          name="way"
          label={t('way')}
          options={(['by', 'to'] as const).map((way) => ({ value: way, label: t(`way_${way}`) }))}
          defaultValue="by"
        />
        <TextInput name="amount" inputMode="numeric" label={t('amount')} hint={t('amount_hint')} required />
        <Select
          name="reason"
          label={t('reason')}
          options={stockReasons.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) }))}
          defaultValue="received"
        />
        <TextInput name="note" label={t('note')} hint={t('note_hint')} />
        <div className="sm:col-span-2">
          <Submit pending={t('saving')}>{t('save')}</Submit>
        </div>
      </Form>
    </section>
  );
}

/** From when the enterprise is told that it runs low. */
export async function LowStock({ variantId, below }: { variantId: string; below: number | null }) {
  const t = await getTranslations('stock.threshold');
  return (
    <section aria-labelledby="threshold" className="rounded-md bg-silk p-6">
      <h2 id="threshold" className="mb-4 text-large">
        {t('title')}
      </h2>
      <Form action={lowStockAction} className="grid gap-5">
        <input type="hidden" name="variantId" value={variantId} />
        <TextInput
          name="lowStockBelow"
          inputMode="numeric"
          label={t('below')}
          hint={t('hint')}
          defaultValue={below?.toString()}
        />
        <Submit kind="quiet" pending={t('saving')}>
          {t('save')}
        </Submit>
      </Form>
    </section>
  );
}

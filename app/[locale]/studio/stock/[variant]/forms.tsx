import { getTranslations } from 'next-intl/server';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { type PlaceView, stockReasons } from '#lib/catalogue/index.ts';
import { adjustStockAction, lowStockAction, transferStockAction } from './actions.ts';

async function placeOptions(places: readonly PlaceView[]) {
  const t = await getTranslations('places');
  return places.map((place) => ({ value: place.id, label: place.name || t('main') }));
}

/** Adds, takes away or counts anew at a place, and says why. */
export async function AdjustStock({ variantId, places }: { variantId: string; places: readonly PlaceView[] }) {
  const t = await getTranslations('stock.adjust');
  const words = await getTranslations('places');
  return (
    <section aria-labelledby="adjust">
      <h2 id="adjust" className="mb-4 text-large">
        {t('title')}
      </h2>
      <Form action={adjustStockAction} className="grid gap-5 sm:grid-cols-2">
        <input type="hidden" name="variantId" value={variantId} />
        {places.length > 1 && (
          <Select
            name="placeId"
            label={words('where')}
            options={await placeOptions(places)}
            defaultValue={places[0]?.id}
            className="sm:col-span-2"
          />
        )}
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

/** From one place to another; what can be bought stays as it is. */
export async function TransferStock({ variantId, places }: { variantId: string; places: readonly PlaceView[] }) {
  const t = await getTranslations('places.transfer');
  const options = await placeOptions(places);
  return (
    <section aria-labelledby="transfer">
      <h2 id="transfer" className="mb-4 text-large">
        {t('title')}
      </h2>
      <Form action={transferStockAction} className="grid gap-5 sm:grid-cols-2">
        <input type="hidden" name="variantId" value={variantId} />
        <Select name="from" label={t('from')} options={options} defaultValue={places[0]?.id} />
        <Select name="to" label={t('to')} options={options} defaultValue={places[1]?.id} />
        <TextInput name="quantity" inputMode="numeric" label={t('quantity')} required />
        <TextInput name="note" label={t('note')} optional={t('optional')} />
        <div className="sm:col-span-2">
          <Submit kind="quiet" pending={t('saving')}>
            {t('save')}
          </Submit>
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

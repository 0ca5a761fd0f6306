import { getTranslations } from 'next-intl/server';
import { Checkbox } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { hasWatermark } from '#lib/library/index.ts';
import { watermarkAction } from './watermark-action.ts';

/** Whether each buyer's copy says whose it is. */
export async function Watermark({ listingId }: { listingId: string }) {
  const t = await getTranslations('library.watermark');
  return (
    <Form action={watermarkAction} className="mt-6 grid gap-3">
      <input type="hidden" name="listingId" value={listingId} />
      <div>
        <Checkbox name="watermark" label={t('label')} defaultChecked={await hasWatermark(listingId)} />
        <p className="mt-1 text-muted text-small">{t('hint')}</p>
      </div>
      <Submit kind="quiet" className="justify-self-start" pending={t('saving')}>
        {t('save')}
      </Submit>
    </Form>
  );
}

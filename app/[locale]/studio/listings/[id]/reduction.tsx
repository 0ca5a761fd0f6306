import { getTranslations } from 'next-intl/server';
import { ScheduleFields } from '#app/_studio/desk/schedule-fields.tsx';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { reductionOf, type WholeListing } from '#lib/catalogue/index.ts';
import { endReductionAction, reduceAction } from './sale-actions.ts';

/** A share off the listing's prices for a time: what is in force or to come, and the form for it. */
export async function Reduction({ listing }: { listing: WholeListing }) {
  const t = await getTranslations('reductions.studio');
  const studio = await getTranslations('studio');
  const reduction = await reductionOf(listing.id);
  const said = reduction && { percent: reduction.basisPoints / 100, from: reduction.startsAt };
  return (
    <details open={reduction !== null} className="mt-8 border-line border-y py-3">
      <summary className="min-h-8 font-medium">{t('title')}</summary>
      <p className="mt-2 text-muted text-small">{t('text')}</p>
      {said && (
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="text-small">
            {t(listing.reducedBasisPoints > 0 ? 'running' : 'to_come', said)}{' '}
            {reduction.endsAt && t('until', { until: reduction.endsAt })}
          </p>
          <Form action={endReductionAction} doneMessage={t('ended')}>
            <input type="hidden" name="listingId" value={listing.id} />
            <Submit kind="quiet">{t('end')}</Submit>
          </Form>
        </div>
      )}
      <Form action={reduceAction} className="mt-4 grid max-w-[420px] gap-4" doneMessage={t('reduced')}>
        <input type="hidden" name="listingId" value={listing.id} />
        <TextInput
          name="percent"
          label={t('percent')}
          inputMode="numeric"
          defaultValue={said ? String(said.percent) : ''}
          className="max-w-[160px]"
        />
        <ScheduleFields
          begin={{
            name: 'startsAt',
            moment: reduction && listing.reducedBasisPoints === 0 ? reduction.startsAt.toISOString() : '',
            label: t('starts_at'),
          }}
          endsAt={reduction?.endsAt?.toISOString() ?? ''}
          words={{ endsAt: t('ends_at'), optional: studio('optional'), zone: t('zone', { zone: '{zone}' }) }}
        />
        <Submit kind="quiet">{t('save')}</Submit>
      </Form>
    </details>
  );
}

import { getTranslations } from 'next-intl/server';
import { ScheduleFields } from '#app/_studio/desk/schedule-fields.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { listingSchedule, type WorkingListing } from '#lib/catalogue/index.ts';
import { scheduleAction } from './actions.ts';

/** When the listing goes on sale once it is approved, and when it is put away by itself. */
export async function Schedule({ listing }: { listing: WorkingListing }) {
  const t = await getTranslations('life.schedule');
  const studio = await getTranslations('studio');
  const schedule = await listingSchedule(listing.id);
  if (listing.status === 'archived' || listing.status === 'refused') return null;
  return (
    <details open={schedule !== null} className="border-line border-y py-3">
      <summary className="min-h-8 font-medium">{t('title')}</summary>
      <Form action={scheduleAction} className="mt-3 grid gap-4">
        <input type="hidden" name="listingId" value={listing.id} />
        <p className="text-muted text-small">{t(listing.status === 'live' ? 'text_live' : 'text')}</p>
        <ScheduleFields
          begin={
            listing.status === 'live'
              ? null
              : { name: 'publishAt', moment: schedule?.publishAt?.toISOString() ?? '', label: t('publish_at') }
          }
          endsAt={schedule?.endsAt?.toISOString() ?? ''}
          words={{
            endsAt: t('ends_at'),
            optional: studio('optional'),
            zone: t('zone', { zone: '{zone}' }),
          }}
        />
        <Submit kind="quiet">{t('save')}</Submit>
      </Form>
    </details>
  );
}

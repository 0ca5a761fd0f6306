import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { FormState } from '#app/_forms/form-action.ts';
import { KindFacts } from '#app/_shop/kind-facts.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { offerMark, type WorkingListing } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { saveEventAction, saveLicenceAction, saveServiceAction, saveStreamAction } from './kind-actions.ts';
import { EventFields } from './kind-event.tsx';
import { LicenceFields } from './kind-licence.tsx';
import { ServiceFields } from './kind-service.tsx';
import { StreamFields, TrailerUpload } from './kind-stream.tsx';

interface Props {
  readonly listing: WorkingListing;
  readonly locale: Locale;
}

/** What a listing needs by its kind, beside words and price. Goods and downloads need nothing here. */
export async function KindFields({ listing, locale, locked }: Props & { locked: boolean }) {
  const { kind } = listing;
  if (kind === 'physical' || kind === 'download') return null;
  const t = await getTranslations('kinds.editor');
  return (
    <section id="kind" aria-labelledby="kind-title" className="max-w-[760px] scroll-mt-6">
      <h2 id="kind-title" className="text-large">
        {t(`${kind}.title`)}
      </h2>
      <p className="mt-1 mb-5 text-muted text-small">{t(`${kind}.lead`)}</p>
      {locked ? <KindFacts listing={listing} locale={locale} /> : <Fields listing={listing} locale={locale} />}
      {kind === 'stream' && !locked && listing.stream && <TrailerUpload listing={listing} locale={locale} />}
    </section>
  );
}

function Fields({ listing, locale }: Props) {
  switch (listing.kind) {
    case 'service':
      return (
        <Frame listing={listing} action={saveServiceAction}>
          <ServiceFields listing={listing} />
        </Frame>
      );
    case 'ticket':
      return (
        <Frame listing={listing} action={saveEventAction}>
          <EventFields listing={listing} locale={locale} />
        </Frame>
      );
    case 'licence':
      return (
        <Frame listing={listing} action={saveLicenceAction}>
          <LicenceFields listing={listing} locale={locale} />
        </Frame>
      );
    case 'stream':
      return (
        <Frame listing={listing} action={saveStreamAction}>
          <StreamFields listing={listing} locale={locale} />
        </Frame>
      );
    default:
      return null;
  }
}

async function Frame({
  listing,
  action,
  children,
}: {
  listing: WorkingListing;
  action: (state: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
}) {
  const t = await getTranslations('kinds.editor');
  const seen = offerMark(listing.kind, listing.content);
  return (
    <Form action={action} key={seen} className="grid gap-5">
      <input type="hidden" name="listingId" value={listing.id} />
      <input type="hidden" name="version" value={listing.version} />
      <input type="hidden" name="seen" value={seen} />
      {children}
      <div>
        <Submit kind="quiet" pending={t('saving')}>
          {t('save')}
        </Submit>
      </div>
    </Form>
  );
}

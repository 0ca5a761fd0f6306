import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName, languageName } from '#app/_i18n/names.ts';
import { Form } from '#app/_ui/form.tsx';
import { Facts, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { verifyAction } from './actions.ts';

const tone = { pending: 'waiting', verified: 'good', suspended: 'bad' } as const;

/** Who offers the listing, as registered, and the button that says the papers have been checked. */
export async function EnterprisePapers({ listing, locale }: { listing: WholeListing; locale: string }) {
  const t = await getTranslations('admin');
  const studio = await getTranslations('studio');
  const format = await getFormatter();
  const { enterprise } = listing;
  return (
    <section className="rounded-md border border-line p-6">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-large" lang={enterprise.sourceLocale}>
          {enterprise.displayName}
        </h2>
        <Status kind={tone[enterprise.status]}>{t(`enterprise_status.${enterprise.status}`)}</Status>
      </div>
      <Facts
        facts={[
          [studio('found.country'), countryName(enterprise.country, locale)],
          [studio('found.kind'), studio(`enterprise_kind.${enterprise.kind}`)],
          [
            studio('found.legal_name'),
            <span key="own" lang={enterprise.sourceLocale}>
              {enterprise.legalName}
            </span>,
          ],
          [studio('found.legal_name_latin'), enterprise.legalNameLatin],
          [
            studio('found.registration_number'),
            <span key="number" className="num">
              {enterprise.registrationNumber}
            </span>,
          ],
          [studio('found.vat_number'), enterprise.vatNumber ?? '—'],
          [studio('found.language'), languageName(enterprise.sourceLocale, locale)],
          [t('enterprise.since'), format.dateTime(enterprise.createdAt, { dateStyle: 'medium' })],
          ...(enterprise.verifiedAt
            ? [[t('enterprise.verified_on'), format.dateTime(enterprise.verifiedAt, { dateStyle: 'medium' })] as const]
            : []),
        ]}
      />
      {enterprise.status === 'pending' && (
        <Form action={verifyAction} className="mt-5">
          <input type="hidden" name="enterpriseId" value={enterprise.id} />
          <input type="hidden" name="listingId" value={listing.id} />
          <p className="mb-3 text-small">{t('enterprise.verify_text')}</p>
          <Submit kind="quiet" className="w-full">
            {t('enterprise.verify')}
          </Submit>
        </Form>
      )}
    </section>
  );
}

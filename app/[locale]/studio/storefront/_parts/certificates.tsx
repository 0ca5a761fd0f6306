import { getFormatter, getTranslations } from 'next-intl/server';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { type CertificateContent, certificateKinds, certificateStanding } from '#lib/enterprises/index.ts';
import { BesideSource } from '../../_parts/beside-source.tsx';
import { certificateAction } from '../actions.ts';
import { Arrange } from './arrange.tsx';
import { type Place, PlaceFields, sourceBeside } from './place.tsx';
import { Slot } from './slot.tsx';

async function CertificateForm({ place, certificate }: { place: Place; certificate: CertificateContent | null }) {
  const t = await getTranslations('storefront');
  const own = certificate?.words[place.language] ?? {};
  const original = certificate?.words[place.draft.enterprise.sourceLocale] ?? {};
  const source = certificate ? sourceBeside(place) : null;
  const fields = (
    <>
      <Select
        name="kind"
        label={t('certificate.kind')}
        options={certificateKinds.map((value) => ({ value, label: t(`certificate_kind.${value}`) }))}
        defaultValue={certificate?.kind ?? 'craft_guild'}
      />
      <BesideSource source={source} text={original['name'] ?? ''}>
        <TextInput
          name="name"
          label={t('certificate.name')}
          defaultValue={own['name']}
          lang={place.language}
          required
        />
      </BesideSource>
      <BesideSource source={source} text={original['issuer'] ?? ''}>
        <TextInput
          name="issuer"
          label={t('certificate.issuer')}
          defaultValue={own['issuer']}
          lang={place.language}
          required
        />
      </BesideSource>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextInput
          name="number"
          label={t('certificate.number_label')}
          optional={t('optional')}
          defaultValue={certificate?.number}
        />
        <TextInput
          name="validUntil"
          type="date"
          label={t('certificate.until_label')}
          hint={t('certificate.until_hint')}
          optional={t('optional')}
          defaultValue={certificate?.validUntil ?? ''}
        />
      </div>
      <Submit kind="quiet" className="justify-self-start" pending={t('saving')}>
        {t(certificate ? 'save_draft' : 'certificate.add')}
      </Submit>
    </>
  );
  return (
    <Form action={certificateAction} className="grid gap-5">
      <PlaceFields place={place} versioned />
      {certificate && <input type="hidden" name="certificateId" value={certificate.id} />}
      {certificate ? fields : <FormDetails summary={t('certificate.new')}>{fields}</FormDetails>}
    </Form>
  );
}

/** Whether a certificate counts still, in words. */
async function Standing({ validUntil }: { validUntil: string | null }) {
  const t = await getTranslations('storefront.standing');
  const format = await getFormatter();
  const until = validUntil ? new Date(`${validUntil}T00:00:00Z`) : null;
  if (!until) return <Status kind="good">{t('lasting')}</Status>;
  const standing = certificateStanding(until, now());
  const tone = { valid: 'good', expires_soon: 'waiting', expired: 'bad' } as const;
  return (
    <Status kind={tone[standing]}>
      {t(standing, { date: format.dateTime(until, { dateStyle: 'medium', timeZone: 'UTC' }) })}
    </Status>
  );
}

/** The certificates that the storefront shows; those that run out soon say so. */
export async function Certificates({
  place,
  locale,
  documents,
}: {
  place: Place;
  locale: string;
  /** Media of the enterprise that are PDFs. */
  documents: ReadonlySet<string>;
}) {
  const t = await getTranslations('storefront');
  const { certificates } = place.draft.content;
  const { sourceLocale } = place.draft.enterprise;
  return (
    <section id="certificates" aria-labelledby="certificates-title" className="scroll-mt-6">
      <h2 id="certificates-title" className="text-title">
        {t('part.certificates')}
      </h2>
      <p className="mt-1 mb-4 max-w-[64ch] text-muted text-small">{t('certificates_hint')}</p>
      <ul className="border-line border-t">
        {certificates.map((certificate, at) => {
          const name = certificate.words[place.language]?.['name'] ?? certificate.words[sourceLocale]?.['name'] ?? '';
          return (
            <li key={certificate.id} className="border-line border-b py-3">
              <details>
                <summary className="flex min-h-11 flex-wrap items-center gap-x-4">
                  {name}
                  <Standing validUntil={certificate.validUntil} />
                </summary>
                <div className="grid gap-x-10 gap-y-6 pt-4 pb-5 md:grid-cols-[1fr_240px]">
                  <CertificateForm place={place} certificate={certificate} />
                  <Slot
                    place={place}
                    slot={`certificate:${certificate.id}`}
                    label={t('slot.certificate', { name })}
                    mediaId={certificate.mediaId}
                    isDocument={certificate.mediaId !== null && documents.has(certificate.mediaId)}
                    takesPdf
                    locale={locale}
                  />
                </div>
              </details>
              <Arrange
                place={place}
                part="certificates"
                entry={certificate.id}
                name={name}
                at={at}
                of={certificates.length}
              />
            </li>
          );
        })}
      </ul>
      {certificates.length < limits.certificates && <CertificateForm place={place} certificate={null} />}
    </section>
  );
}

import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TranslationNote } from '#app/_shop/translation-note.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { policyFields } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { Front, FrontCertificate, FrontPerson } from './front.ts';
import { Story } from './story.tsx';

/** A part of a storefront: its name at the side, what it has to say beside it. */
export function Part({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="mt-[clamp(40px,6vw,88px)] grid scroll-mt-6 gap-x-[clamp(24px,5vw,80px)] gap-y-5 border-line border-t pt-[clamp(24px,3vw,44px)] md:grid-cols-[minmax(160px,1fr)_3fr]"
    >
      <h2 id={`${id}-title`} className="text-title">
        {title}
      </h2>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

/** That the maker is away, until when, and what that means for an order. */
export async function AwayNotice({ away }: { away: NonNullable<Front['away']> }) {
  const t = await getTranslations('storefront.away');
  return (
    <Notice role="status">
      <p className="font-medium">{t(away.takesOrders ? 'sent_from' : 'no_orders', { back: away.back })}</p>
      {away.message && (
        <p className="mt-1" lang={away.message.locale}>
          {away.message.value}
        </p>
      )}
    </Notice>
  );
}

export async function StoryPart({ front, locale }: { front: Front; locale: Locale }) {
  const { story } = front.words;
  if (!story) return null;
  const t = await getTranslations('storefront');
  return (
    <Part id="story" title={t('part.story')}>
      <Story text={story.value} lang={story.locale} />
      <div className="mt-4">
        <TranslationNote text={story} original={null} locale={locale} />
      </div>
    </Part>
  );
}

/** The first letter of a name, in a square like a seal, where there is no portrait. */
function Initial({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="flex h-full w-full items-center justify-center bg-silk font-serif text-muted text-title"
    >
      {[...name][0]}
    </span>
  );
}

function Person({ person }: { person: FrontPerson }) {
  return (
    <li className="grid min-w-0 content-start gap-3">
      <div className="aspect-square overflow-hidden rounded-md bg-silk">
        {person.mediaId ? (
          <Picture mediaId={person.mediaId} alt="" sizes="(max-width: 640px) 44vw, 220px" maxWidth={480} />
        ) : (
          <Initial name={person.name} />
        )}
      </div>
      <div>
        <h3 className="font-medium font-sans text-base tracking-normal">{person.name}</h3>
        {person.role && (
          <p className="text-muted text-small" lang={person.role.locale}>
            {person.role.value}
          </p>
        )}
        {person.about && (
          <p className="mt-2 text-small" lang={person.about.locale}>
            {person.about.value}
          </p>
        )}
      </div>
    </li>
  );
}

export async function PeoplePart({ front }: { front: Front }) {
  if (front.people.length === 0) return null;
  const t = await getTranslations('storefront');
  return (
    <Part id="people" title={t('part.people')}>
      <ul className="grid grid-cols-2 gap-x-5 gap-y-8 sm:grid-cols-[repeat(auto-fill,minmax(180px,220px))]">
        {front.people.map((person) => (
          <Person key={person.id} person={person} />
        ))}
      </ul>
    </Part>
  );
}

async function Certificate({ certificate, slug }: { certificate: FrontCertificate; slug: string }) {
  const t = await getTranslations('storefront');
  const format = await getFormatter();
  const { mediaId, isDocument, name, issuer, number, validUntil } = certificate;
  return (
    <li className="grid grid-cols-[auto_1fr] items-start gap-4 border-line border-b py-4 first:pt-0">
      <span className="block size-14 overflow-hidden rounded-md border border-line bg-silk">
        {mediaId && !isDocument ? (
          <Picture mediaId={mediaId} alt="" sizes="56px" maxWidth={320} />
        ) : (
          <span aria-hidden="true" className="flex h-full items-center justify-center text-jade before:content-['✓']" />
        )}
      </span>
      <div className="min-w-0">
        <p className="text-muted text-small">{t(`certificate_kind.${certificate.kind}`)}</p>
        <h3 className="font-medium font-sans text-base tracking-normal" lang={name?.locale}>
          {name?.value}
        </h3>
        <p className="text-small" lang={issuer?.locale}>
          {issuer?.value}
        </p>
        <p className="num text-muted text-small">
          {[
            number && t('certificate.number', { number }),
            validUntil &&
              t('certificate.valid_until', {
                date: format.dateTime(validUntil, { dateStyle: 'long', timeZone: 'UTC' }),
              }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {mediaId && isDocument && (
          <a
            href={`/api/v1/storefronts/${slug}/certificates/${certificate.id}`}
            className="link inline-flex min-h-8 items-center text-small"
          >
            {t('certificate.document')}
          </a>
        )}
        {mediaId && !isDocument && (
          <a href={`/media/${mediaId}/1600.webp`} className="link inline-flex min-h-8 items-center text-small">
            {t('certificate.picture')}
          </a>
        )}
      </div>
    </li>
  );
}

export async function CertificatesPart({ front }: { front: Front }) {
  if (front.certificates.length === 0) return null;
  const t = await getTranslations('storefront');
  return (
    <Part id="certificates" title={t('part.certificates')}>
      <ul className="max-w-[62ch]">
        {front.certificates.map((certificate) => (
          <Certificate key={certificate.id} certificate={certificate} slug={front.enterprise.slug} />
        ))}
      </ul>
    </Part>
  );
}

export async function PoliciesPart({ front, locale }: { front: Front; locale: Locale }) {
  const t = await getTranslations('storefront');
  const policies = policyFields.flatMap((field) => {
    const text = front.words[field];
    return text ? [{ field, text }] : [];
  });
  const first = policies[0];
  if (!first) return null;
  return (
    <Part id="policies" title={t('part.policies')}>
      <div className="border-line border-t">
        {policies.map(({ field, text }) => (
          <details key={field} className="group border-line border-b">
            <summary className="flex min-h-14 list-none items-center justify-between gap-4 font-medium hover:text-amber">
              {t(`policy.${field}`)}
              <span aria-hidden="true" className="text-muted before:content-['+'] group-open:rotate-45" />
            </summary>
            <div className="pb-6">
              <Story text={text.value} lang={text.locale} level="h4" />
            </div>
          </details>
        ))}
      </div>
      <div className="mt-4">
        <TranslationNote text={{ ...first.text, original: null }} original={null} locale={locale} />
      </div>
    </Part>
  );
}

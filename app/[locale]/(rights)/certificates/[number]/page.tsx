import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import QRCode from 'qrcode';
import { spokenLanguage } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { dealTone } from '#app/_rights/deal-tone.ts';
import { LeftOutFacts } from '#app/_rights/deals/left-out-facts.tsx';
import { countMiss, tooManyMisses } from '#app/_rights/guesses.ts';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { EmptyState, Facts, Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Seal } from '#app/_ui/seal.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, isLocale, type Locale, writtenAs } from '#lib/languages/index.ts';
import { readCertificate } from '#lib/rights/index.ts';

type Props = { params: Promise<{ locale: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('rights');
  return { title: t('certificate.title', { number: (await params).number }), robots: { index: false } };
}

/** A licence as anyone may check it by its number: what it covers, and whether it holds today. */
export default async function CertificatePage({ params }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const asking = await headers();
  const life = await getTranslations('licensing.certificate');
  const t = await getTranslations('rights');
  if (await tooManyMisses(asking)) return <EmptyState whole title={t('certificate.of')} text={life('too_many')} />;
  const certificate = await readCertificate(number);
  if (!certificate) {
    await countMiss(asking);
    notFound();
  }
  const contracts = await getTranslations('contracts');
  const format = await getFormatter();
  const { works, parties, terms } = certificate;
  const titlesIn = (each: Locale) =>
    Object.fromEntries(works.map(({ id, text }) => [id, fieldText(text, 'title', each)]));
  const titles = new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' }).format(
    Object.values(titlesIn(locale)),
  );
  // In both languages of the parties, where they let themselves be seen; else in English.
  const others = [...new Set(parties ? parties.languages : ['en'])].filter(isLocale).filter((each) => each !== locale);
  const address = `${config().SITE_URL}/${locale}/certificates/${number}`;
  const qr = `data:image/svg+xml;base64,${Buffer.from(await QRCode.toString(address, { type: 'svg', margin: 0 })).toString('base64')}`;
  const picture = works[0]?.pictures[0];
  return (
    <article className="mx-auto my-[clamp(16px,4vw,48px)] w-full max-w-[860px] border border-edge/60 bg-card p-[clamp(20px,5vw,64px)] outline-1 outline-line outline-offset-[-9px]">
      <header className="flex flex-wrap items-start justify-between gap-6">
        <div>
          <p className="text-muted text-small">{t('certificate.of')}</p>
          <h1 className="mt-1 text-title">{titles}</h1>
          <p className="num mt-1">{number}</p>
          <p className="mt-3">
            <Status kind={dealTone(certificate.status)}>{t(`certificate_status.${certificate.status}`)}</Status>
          </p>
          <p className="mt-2 max-w-[46ch] text-small">{meaning()}</p>
          <p className="num mt-1 text-muted text-small">
            {life('as_of', {
              time: format.dateTime(now(), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
            })}
          </p>
        </div>
        <Seal size={84} />
      </header>
      <div className="mt-8 grid gap-8 sm:grid-cols-[1fr_160px]">
        <div className="grid content-start gap-7">
          {parties && (
            <Facts
              facts={[
                [t('deals.holder'), nameFor(parties.holder, locale)],
                [t('deals.licensee'), nameFor(parties.licensee, locale)],
                [t('certificate.signed'), format.dateTime(certificate.signedAt, { dateStyle: 'long' })],
              ]}
            />
          )}
          <div>
            {works.length > 1 && (
              <section aria-labelledby="works">
                <h2 id="works" className="mb-2 font-medium font-sans text-muted text-small tracking-normal">
                  {life('works', { count: works.length })}
                </h2>
                <ul>
                  {works.map(({ id, slug }) => (
                    <li key={id}>
                      <Link href={`/w/${slug}`} className="link inline-flex min-h-11 items-center md:min-h-0">
                        {titlesIn(locale)[id]}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <TermsFacts terms={terms} locale={locale} withMoney={false} />
            <LeftOutFacts terms={terms} titles={titlesIn(locale)} locale={locale} />
          </div>
          {others.map((each) => (
            <section key={each} lang={each} aria-label={spokenLanguage(each, each)}>
              <h2 className="mb-2 font-medium font-sans text-muted text-small tracking-normal">
                {spokenLanguage(each, each)}
              </h2>
              <TermsFacts terms={terms} locale={each} withMoney={false} />
              <LeftOutFacts terms={terms} titles={titlesIn(each)} locale={each} />
            </section>
          ))}
        </div>
        <div className="grid content-start gap-6">
          {picture && (
            <div className="aspect-4/5 overflow-hidden rounded-md">
              <Picture mediaId={picture.mediaId} alt="" sizes="160px" maxWidth={480} />
            </div>
          )}
          <div className="w-fit rounded-md bg-on-seal p-3">
            <img src={qr} alt={t('certificate.qr')} width={136} height={136} />
          </div>
        </div>
      </div>
      <footer className="mt-10 border-line border-t pt-5 text-muted text-small">
        <p>{t('certificate.check')}</p>
        <p className="mt-2">
          <a href={`/api/v1/certificates/${number}`} className="link inline-flex min-h-11 items-center">
            {life('machine')}
          </a>{' '}
          <a
            href={`/api/v1/certificates/${number}/pdf?locale=${locale}`}
            className="link ml-4 inline-flex min-h-11 items-center"
            download
          >
            {life('pdf')}
          </a>
        </p>
        <p className="num mt-2 break-all">{t('certificate.hash', { hash: certificate.termsHash })}</p>
        <p className="mt-2">
          <Link href="/verify" className="link">
            {contracts('verify.title')}
          </Link>
        </p>
      </footer>
    </article>
  );

  function meaning(): string {
    const day = (at: Date) => format.dateTime(at, { dateStyle: 'long', timeZone: 'UTC' });
    const { status, sellOffUntil } = certificate ?? notFound();
    const sellsOff = sellOffUntil && isoDay(sellOffUntil) >= isoDay(now());
    if ((status === 'expired' || status === 'terminated') && sellsOff)
      return life('means_sell_off', { day: day(sellOffUntil) });
    return life(`means_${status}`, { day: day(new Date(terms.scope.term.start)) });
  }
}

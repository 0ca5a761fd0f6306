import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { publishedVersions } from '#lib/enterprises/index.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { FrontNav } from '../_parts/front-nav.tsx';
import { restoreAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('storefront');
  return { title: t('desk.history'), robots: { index: false } };
}

/** What was public and when; any of it can become the draft again. */
export default async function StorefrontHistory({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'storefront.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/storefront/history" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('storefront');
  const format = await getFormatter();
  const versions = await publishedVersions(actor, enterprise.id);
  return (
    <>
      <StudioNav enterprise={enterprise} current="storefront" several={several} />
      <PageHead title={t('desk.history')} lead={t('history.lead')} />
      <FrontNav enterprise={enterprise.slug} current="history" />
      {versions.length === 0 ? (
        <EmptyState title={t('history.empty_title')} text={t('history.empty_text')} />
      ) : (
        <ul className="max-w-[760px] border-line border-t">
          {versions.map((version, at) => (
            <li
              key={version.id}
              className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 border-line border-b py-4"
            >
              <div>
                <p className="num">{format.dateTime(version.publishedAt, { dateStyle: 'long', timeStyle: 'short' })}</p>
                <p className="text-muted text-small">{version.author ?? t('history.founded')}</p>
              </div>
              {at === 0 ? (
                <Status kind="good">{t('history.now')}</Status>
              ) : (
                <Form action={restoreAction}>
                  <input type="hidden" name="enterpriseId" value={enterprise.id} />
                  <input type="hidden" name="enterprise" value={enterprise.slug} />
                  <input type="hidden" name="revisionId" value={version.id} />
                  <Submit kind="quiet" pending={t('saving')}>
                    {t('history.restore')}
                  </Submit>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { awayAt, type HolidayView, holidayOf, wordsOf } from '#lib/enterprises/index.ts';
import { locale as localeOf } from '#lib/languages/index.ts';
import { BesideSource } from '../../_parts/beside-source.tsx';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { LanguageTabs, workedLanguage } from '../../_parts/language-tabs.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { FrontNav } from '../_parts/front-nav.tsx';
import { endHolidayAction, holidayAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('storefront');
  return { title: t('desk.holiday'), robots: { index: false } };
}

/** Where the holiday stands, and the button that ends it. */
async function Standing({ holiday, enterprise }: { holiday: HolidayView; enterprise: { id: string; slug: string } }) {
  const t = await getTranslations('storefront.holiday');
  const format = await getFormatter();
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'long', timeZone: 'UTC' });
  const away = awayAt(holiday, now());
  const over = !away && holiday.untilDay.getTime() < now().getTime();
  const dates = { from: date(holiday.fromDay), until: date(holiday.untilDay) };
  if (over) return <p className="text-muted text-small">{t('over', dates)}</p>;
  return (
    <Notice kind={away ? 'info' : 'good'}>
      <p className="font-medium">{t(away ? 'running' : 'planned', dates)}</p>
      <p className="mt-1 text-small">{t(holiday.takesOrders ? 'takes_orders' : 'takes_none')}</p>
      <Form action={endHolidayAction} className="mt-3">
        <input type="hidden" name="enterpriseId" value={enterprise.id} />
        <input type="hidden" name="enterprise" value={enterprise.slug} />
        <Submit kind="quiet">{t(away ? 'end_now' : 'cancel')}</Submit>
      </Form>
    </Notice>
  );
}

export default async function Holiday({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'storefront.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/storefront/holiday" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('storefront');
  const { done, language: asked } = await searchParams;
  const holiday = await holidayOf(actor, enterprise.id);
  const source = localeOf(enterprise.sourceLocale);
  const language = workedLanguage(asked, source);
  const words = holiday ? wordsOf(holiday.text) : {};
  const said = (['holiday_set', 'holiday_ended'] as const).find((each) => each === done);
  const soon = (days: number) => isoDay(new Date(now().getTime() + days * day));
  return (
    <>
      <StudioNav enterprise={enterprise} current="storefront" several={several} />
      <PageHead title={t('desk.holiday')} lead={t('holiday.lead')} />
      <FrontNav enterprise={enterprise.slug} current="holiday" />
      <div className="grid max-w-[760px] gap-6">
        {said && (
          <Notice kind="good" role="status">
            {t(`done.${said}`)}
          </Notice>
        )}
        {holiday && <Standing holiday={holiday} enterprise={enterprise} />}
        <div>
          <LanguageTabs
            path={`/studio/storefront/holiday?enterprise=${enterprise.slug}&language=`}
            current={language}
            source={source}
            reader={locale}
            coverage={(tag) => ({
              written: words[tag]?.['message'] ? 1 : 0,
              of: words[source]?.['message'] ? 1 : 0,
            })}
          />
          <Form action={holidayAction} key={language} className="grid gap-5">
            <input type="hidden" name="enterpriseId" value={enterprise.id} />
            <input type="hidden" name="enterprise" value={enterprise.slug} />
            <input type="hidden" name="language" value={language} />
            <div className="grid gap-5 sm:grid-cols-2">
              <TextInput
                name="fromDay"
                type="date"
                label={t('holiday.from')}
                defaultValue={holiday ? isoDay(holiday.fromDay) : soon(0)}
                required
              />
              <TextInput
                name="untilDay"
                type="date"
                label={t('holiday.until')}
                hint={t('holiday.until_hint')}
                defaultValue={holiday ? isoDay(holiday.untilDay) : soon(7)}
                required
              />
            </div>
            <Select
              name="orders"
              label={t('holiday.orders')}
              hint={t('holiday.orders_hint')}
              options={(['later', 'none'] as const).map((value) => ({ value, label: t(`holiday.orders_${value}`) }))}
              defaultValue={holiday && !holiday.takesOrders ? 'none' : 'later'}
            />
            <BesideSource source={language === source ? null : source} text={words[source]?.['message'] ?? ''}>
              <TextArea
                name="message"
                rows={3}
                label={t('holiday.message')}
                hint={t('holiday.message_hint')}
                optional={t('optional')}
                defaultValue={words[language]?.['message']}
                lang={language}
              />
            </BesideSource>
            <Submit className="justify-self-start" pending={t('saving')}>
              {t('holiday.save')}
            </Submit>
          </Form>
        </div>
      </div>
    </>
  );
}

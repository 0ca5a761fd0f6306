import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { ListsNav } from '#app/_lists/lists-nav.tsx';
import { SeenSetting } from '#app/_lists/seen-setting.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Checkbox, Select } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead, RowHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { alertSettingsOf, awaitedTitle, stockRequestsOf } from '#lib/lists/index.ts';
import { endRequestAction, saveAlertsAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('lists.alerts');
  return { title: t('title'), robots: { index: false } };
}

export default async function Alerts({ params }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return redirect({ href: '/sign-in?next=/account/alerts', locale });
  const t = await getTranslations('lists.alerts');
  const lists = await getTranslations('lists');
  const [settings, requests] = await Promise.all([alertSettingsOf(actor), stockRequestsOf(actor)]);
  const seen = {
    on: lists('seen.is_on'),
    off: lists('seen.is_off'),
    turnOn: lists('seen.turn_on'),
    turnOff: lists('seen.off'),
  };
  return (
    <div className="mx-auto w-full max-w-[760px]">
      <ListsNav current="alerts" />
      <PageHead title={t('title')} lead={t('lead', { email: actor.email })} />
      <Form action={saveAlertsAction} className="grid gap-6">
        <Select
          name="follows"
          label={t('follows')}
          hint={t('follows_hint')}
          defaultValue={settings.follows}
          options={(['daily', 'weekly', 'off'] as const).map((value) => ({ value, label: t(`often.${value}`) }))}
          className="max-w-[420px]"
        />
        <Checkbox name="searches" label={t('searches')} defaultChecked={settings.searches} />
        <p>
          <Submit>{t('save')}</Submit>
        </p>
      </Form>
      <RowHead title={t('waiting')} />
      {requests.length === 0 && <p className="text-muted">{t('waiting_none')}</p>}
      <ul>
        {requests.map((request) => (
          <li
            key={request.id}
            className="flex flex-wrap items-center justify-between gap-x-6 border-line border-b py-2"
          >
            <Link href={`/l/${request.variant.listing.slug}`} className="min-w-0 hover:underline">
              {awaitedTitle(request.variant, locale)}
            </Link>
            <Form action={endRequestAction}>
              <input type="hidden" name="requestId" value={request.id} />
              <button
                type="submit"
                className="link inline-flex min-h-11 items-center text-small"
                aria-label={t('end_named', { title: awaitedTitle(request.variant, locale) })}
              >
                {t('end')}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <RowHead title={lists('seen.title')} />
      <SeenSetting words={seen} />
    </div>
  );
}

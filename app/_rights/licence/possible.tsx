import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import {
  liftAction,
  renewAction,
  suspendAction,
  withdrawNoticeAction,
} from '#app/[locale]/(rights)/licences/life-actions.ts';
import type { LicenceStory } from '#lib/licensing/index.ts';

/** What this side can do with the licence now. */
export async function Possible({ story }: { story: LicenceStory }) {
  const t = await getTranslations('licensing.do');
  const format = await getFormatter();
  const { can, licence, renewal, renewalDeal } = story;
  const { number } = licence;
  const any =
    can.renew || can.propose || can.end || can.suspend || can.lift || can.withdrawNotice || can.handOn || renewalDeal;
  if (!any) return <p className="text-muted">{t('nothing')}</p>;
  const hidden = <input type="hidden" name="number" value={number} />;
  return (
    <div className="grid justify-items-start gap-5">
      {can.renew && renewal && (
        <Form action={renewAction}>
          {hidden}
          <p className="mb-3 max-w-[46ch] text-muted text-small">
            {t('renew_text', {
              day: format.dateTime(new Date(Date.parse(renewal.to) - 86_400_000), {
                dateStyle: 'long',
                timeZone: 'UTC',
              }),
            })}
          </p>
          <Submit kind="quiet">{t('renew')}</Submit>
        </Form>
      )}
      {renewalDeal && (
        <Link href={`/deals/${renewalDeal}`} className="link inline-flex min-h-11 items-center">
          {t('renewal')}
        </Link>
      )}
      {can.propose && (
        <Link href={`/licences/${number}/amend`} className={buttonStyle('quiet')}>
          {t('amend')}
        </Link>
      )}
      {can.handOn && (
        <Link href={`/licences/${number}/sublicences`} className={buttonStyle('quiet')}>
          {(await getTranslations('sublicences'))('title')}
        </Link>
      )}
      {can.lift && (
        <Form action={liftAction} className="grid w-full max-w-[420px] gap-3">
          {hidden}
          <TextArea name="reason" label={t('reason')} rows={2} required />
          <Submit kind="quiet">{t('lift')}</Submit>
        </Form>
      )}
      {can.withdrawNotice && (
        <Form action={withdrawNoticeAction}>
          {hidden}
          <Submit kind="quiet">{t('withdraw_notice')}</Submit>
        </Form>
      )}
      {can.suspend && (
        <Form action={suspendAction} className="w-full max-w-[420px]">
          {hidden}
          <FormDetails summary={t('suspend')}>
            <p className="text-muted text-small">{t('suspend_text')}</p>
            <TextArea name="reason" label={t('reason')} rows={3} required />
            <Submit kind="danger">{t('suspend')}</Submit>
          </FormDetails>
        </Form>
      )}
      {(can.end || can.propose) && (
        <Link href={`/licences/${number}/end`} className="link inline-flex min-h-11 items-center text-small">
          {t('end')}
        </Link>
      )}
    </div>
  );
}

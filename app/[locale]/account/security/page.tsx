import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import QRCode from 'qrcode';
import { redirect } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead, RowHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { beginSecondFactor, hasSecondFactor } from '#lib/identity/index.ts';
import { confirmFactorAction, removeFactorAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('contracts');
  return { title: t('factor.title'), robots: { index: false } };
}

/** The person's authenticator app: turned on by its first right code, off by one more. */
export default async function Security({ params }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return redirect({ href: '/sign-in?next=/account/security', locale });
  const t = await getTranslations('contracts');
  const isOn = await hasSecondFactor(actor.userId);
  const begun = isOn ? null : await beginSecondFactor(actor);
  const qr = begun && Buffer.from(await QRCode.toString(begun.uri, { type: 'svg', margin: 0 })).toString('base64');
  return (
    <div className="mx-auto w-full max-w-[620px]">
      <PageHead title={t('factor.title')} lead={t('factor.lead')}>
        {isOn && <Status kind="good">{t('factor.is_on')}</Status>}
      </PageHead>
      {begun && (
        <div className="grid gap-6 sm:grid-cols-[176px_1fr]">
          <div className="size-44 rounded-md bg-on-seal p-3">
            <img src={`data:image/svg+xml;base64,${qr}`} alt={t('factor.qr')} width={152} height={152} />
          </div>
          <div>
            <p>{t('factor.scan')}</p>
            <p className="mt-2 text-muted text-small">{t('factor.key')}</p>
            <p className="num break-all">{begun.secret.replace(/.{4}/g, '$& ')}</p>
          </div>
        </div>
      )}
      {isOn && <RowHead title={t('factor.off_title')} />}
      {/* One form for both, so that what it answers stays in sight when the page has changed. */}
      <Form
        action={isOn ? removeFactorAction : confirmFactorAction}
        className="mt-6 grid max-w-[420px] gap-5 [overflow-wrap:anywhere]"
        autoComplete="off"
      >
        <TextInput
          name="factorCode"
          label={t('factor.code')}
          hint={isOn ? t('factor.off_hint') : undefined}
          // Spare codes, which take it off as well, have letters.
          {...(isOn ? {} : { inputMode: 'numeric' })}
          autoComplete="one-time-code"
          required
        />
        <Submit kind={isOn ? 'quiet' : 'primary'} pending={t('factor.turning')}>
          {isOn ? t('factor.off') : t('factor.on')}
        </Submit>
      </Form>
    </div>
  );
}

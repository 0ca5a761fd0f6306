import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Checkbox, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { sendCodeAction, signAction } from './actions.ts';

interface Props {
  readonly number: string;
  readonly draft: { readonly id: string; readonly version: number; readonly sha256: string };
  readonly enterprise: { readonly id: string; readonly displayName: string };
  readonly ways: { readonly password: boolean; readonly secondFactor: boolean };
}

/** Where a person signs: the fingerprint of the very file, a typed name, and proof of who they are. */
export async function SignBox({ number, draft, enterprise, ways }: Props) {
  const t = await getTranslations('contracts');
  return (
    <section className="mt-8 rounded-md border border-ink p-6" id="sign">
      <h2 className="text-large">{t('sign.title', { version: draft.version })}</h2>
      <p className="mt-1 text-small">{t('sign.text', { enterprise: enterprise.displayName })}</p>
      <p className="num mt-2 mb-5 break-all text-muted text-small">{draft.sha256}</p>
      {!ways.password && (
        <Form action={sendCodeAction} className="mb-5">
          <Submit kind="quiet">{t('sign.ask_code')}</Submit>
        </Form>
      )}
      <Form action={signAction} className="grid max-w-[460px] gap-5">
        <input type="hidden" name="number" value={number} />
        <input type="hidden" name="enterpriseId" value={enterprise.id} />
        <input type="hidden" name="draftId" value={draft.id} />
        <input type="hidden" name="pdfSha256" value={draft.sha256} />
        <TextInput name="signedName" label={t('sign.name')} autoComplete="name" required />
        {ways.password ? (
          <TextInput
            name="password"
            type="password"
            label={t('sign.password')}
            autoComplete="current-password"
            required
          />
        ) : (
          <TextInput
            name="mailCode"
            label={t('sign.code')}
            hint={t('sign.code_hint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
          />
        )}
        {ways.secondFactor ? (
          <TextInput
            name="factorCode"
            label={t('sign.factor')}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
          />
        ) : (
          <p className="text-muted text-small">
            <Link href="/account/security" className="link">
              {t('sign.factor_tip')}
            </Link>
          </p>
        )}
        <Checkbox name="read" label={t('sign.read', { enterprise: enterprise.displayName })} />
        <Submit pending={t('sign.sending')}>{t('sign.send')}</Submit>
      </Form>
    </section>
  );
}

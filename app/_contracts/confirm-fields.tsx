import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { sendCodeAction } from './actions.ts';

/** How a person proves once more who they are: by password or by a code in a mail, and by a second factor. */
export interface Ways {
  readonly password: boolean;
  readonly secondFactor: boolean;
}

/** For who has no password: has the code sent. A form of its own, beside the one that is confirmed. */
export async function AskCode({ ways }: { ways: Ways }) {
  const t = await getTranslations('contracts');
  return (
    !ways.password && (
      <Form action={sendCodeAction} className="mb-5">
        <Submit kind="quiet">{t('sign.ask_code')}</Submit>
      </Form>
    )
  );
}

/** The fields of `confirmForm`. */
export async function ConfirmFields({ ways }: { ways: Ways }) {
  const t = await getTranslations('contracts');
  return (
    <>
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
        // No keypad of digits alone: spare codes have letters.
        <TextInput
          name="factorCode"
          label={t('sign.factor')}
          hint={t('sign.factor_hint')}
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
    </>
  );
}

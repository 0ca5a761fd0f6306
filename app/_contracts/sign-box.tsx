import { getTranslations } from 'next-intl/server';
import { Checkbox, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { signAction } from './actions.ts';
import { AskCode, ConfirmFields, type Ways } from './confirm-fields.tsx';

interface Props {
  readonly number: string;
  readonly draft: { readonly id: string; readonly version: number; readonly sha256: string };
  readonly enterprise: { readonly id: string; readonly name: string };
  readonly ways: Ways;
  /** Signed on paper: what is signed here is that the file and its terms are right. */
  readonly outside: boolean;
}

/** Where a person signs: the fingerprint of the very file, a typed name, and proof of who they are. */
export async function SignBox({ number, draft, enterprise, ways, outside }: Props) {
  const t = await getTranslations('contracts');
  const word = outside ? 'confirm' : 'sign';
  return (
    <section className="mt-8 scroll-mt-6 rounded-md border border-ink p-6" id="sign">
      <h2 className="text-large">{t(`${word}.title`, { version: draft.version })}</h2>
      <p className="mt-1 text-small">{t(`${word}.text`, { enterprise: enterprise.name })}</p>
      <p className="num mt-2 mb-5 break-all text-muted text-small">{draft.sha256}</p>
      <AskCode ways={ways} />
      <Form action={signAction} className="grid max-w-[460px] gap-5">
        <input type="hidden" name="number" value={number} />
        <input type="hidden" name="enterpriseId" value={enterprise.id} />
        <input type="hidden" name="draftId" value={draft.id} />
        <input type="hidden" name="pdfSha256" value={draft.sha256} />
        <TextInput name="signedName" label={t('sign.name')} autoComplete="name" required />
        <ConfirmFields ways={ways} />
        <Checkbox name="read" label={t(`${word}.read`, { enterprise: enterprise.name })} />
        <Submit pending={t(`${word}.sending`)}>{t(`${word}.send`)}</Submit>
      </Form>
    </section>
  );
}

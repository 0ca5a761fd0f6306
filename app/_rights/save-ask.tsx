import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { frequencies } from '#lib/lists/index.ts';
import { askAddress, type WrittenAsk } from '#lib/rights/index.ts';
import { saveAskAction } from '../[locale]/account/asks/actions.ts';
import { rightsNames } from './names.ts';

/** Keeps the ask of this page and tells when something becomes free for it; who is not signed in signs in first and comes back. */
export async function SaveAsk({ ask, locale }: { ask: WrittenAsk; locale: string }) {
  const t = await getTranslations('avails.asks');
  const actor = await currentActor();
  const address = askAddress(ask);
  if (actor.type !== 'person') {
    return (
      <Link
        href={`/sign-in?next=${encodeURIComponent(`/rights?${address}`)}`}
        rel="nofollow"
        className="link inline-flex min-h-11 items-center text-small"
      >
        {t('save')}
      </Link>
    );
  }
  const names = await rightsNames(locale);
  const words = [names.list(ask.rights.map(names.right)), names.list(ask.territories.map(names.territory))];
  return (
    <Form action={saveAskAction}>
      <input type="hidden" name="address" value={address} />
      <FormDetails summary={t('save')}>
        <TextInput name="name" label={t('name')} required defaultValue={words.join(' · ').slice(0, limits.listName)} />
        <Select
          name="frequency"
          label={t('frequency')}
          defaultValue="daily"
          options={frequencies.map((value) => ({ value, label: t(`often.${value}`) }))}
        />
        <p>
          <Submit>{t('keep')}</Submit>
        </p>
      </FormDetails>
    </Form>
  );
}

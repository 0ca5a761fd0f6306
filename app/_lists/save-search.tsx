import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { isNarrowed, type SearchAddress, searchPath } from '#app/_shop/search-address.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { frequencies } from '#lib/lists/index.ts';
import { saveSearchAction } from '../[locale]/account/searches/actions.ts';

/** Keeps the search of this page and tells what is new in it; who is not signed in signs in first and comes back to it. */
export async function SaveSearch({ address, chosen }: { address: SearchAddress; chosen: readonly string[] }) {
  if (address.query === '' && !isNarrowed(address)) return null;
  const t = await getTranslations('lists.searches');
  const actor = await currentActor();
  const path = searchPath({ ...address, after: undefined });
  if (actor.type !== 'person') {
    return (
      <Link
        href={`/sign-in?next=${encodeURIComponent(path.replaceAll('+', '%20'))}`}
        rel="nofollow"
        className="link inline-flex min-h-11 items-center text-small"
      >
        {t('save')}
      </Link>
    );
  }
  return (
    <Form action={saveSearchAction} className="max-w-[420px]">
      <input type="hidden" name="address" value={path.split('?')[1] ?? ''} />
      <FormDetails summary={t('save')}>
        <TextInput
          name="name"
          label={t('name')}
          required
          defaultValue={[address.query, ...chosen].filter(Boolean).join(' · ').slice(0, limits.listName)}
        />
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

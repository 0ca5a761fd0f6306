import { getTranslations } from 'next-intl/server';
import { TextInput } from '#app/_ui/field.tsx';
import type { RoyaltyTerms } from '#lib/royalties/index.ts';

interface Props {
  readonly works: readonly { readonly id: string; readonly title: string }[];
  readonly portions: RoyaltyTerms['portions'];
}

/** How much of the fees of a deal of several works is for each, in the order of the form's `workIds[]`. */
export async function PortionFields({ works, portions }: Props) {
  if (works.length < 2) return null;
  const t = await getTranslations('deals.builder');
  return (
    <section aria-labelledby="portions">
      <h3 id="portions" className="font-medium font-sans text-base tracking-normal">
        {t('portions')}
      </h3>
      <p className="mt-1 mb-3 text-muted text-small">{t('portions_hint')}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        {works.map(({ id, title }, at) => (
          <TextInput
            key={id}
            name={`portion${at + 1}`}
            label={t('portion', { work: title })}
            inputMode="decimal"
            defaultValue={portions ? String((portions[id] ?? 0) / 100) : ''}
          />
        ))}
      </div>
    </section>
  );
}

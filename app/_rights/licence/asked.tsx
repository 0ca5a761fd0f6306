import { getFormatter, getTranslations } from 'next-intl/server';
import { Status } from '#app/_ui/layout.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { Consenting } from '#lib/licensing/index.ts';

/** Whom a proposal asks: who has agreed, and who is still waited for. */
export async function AskedList({ asked, locale }: { asked: readonly Consenting[]; locale: Locale }) {
  const t = await getTranslations('licensing.proposal');
  const above = await getTranslations('sublicences');
  const format = await getFormatter();
  return (
    <section aria-labelledby="asked" className="mt-5">
      <h3 id="asked" className="mb-2 font-medium text-small">
        {t('asked')}
      </h3>
      <ul className="grid gap-1.5 text-small">
        {asked.map(({ enterpriseId, enterprise, agreedAt }, at) => (
          <li key={enterpriseId || at} className="flex flex-wrap items-baseline gap-x-3">
            <span>{enterprise ? nameFor(enterprise, locale) : above('holder_above')}</span>
            <Status kind={agreedAt ? 'good' : 'waiting'}>
              {agreedAt
                ? t('agreed_on', { day: format.dateTime(agreedAt, { dateStyle: 'medium', timeZone: 'UTC' }) })
                : t('waits')}
            </Status>
          </li>
        ))}
      </ul>
    </section>
  );
}

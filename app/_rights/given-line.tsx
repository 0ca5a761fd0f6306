import { getFormatter, getTranslations } from 'next-intl/server';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { GivenLicence } from '#lib/rights/index.ts';
import { scopeWords } from './names.ts';

/** A licence that was given, in a line: for what, where, when, and to whom where the parties let it be seen. */
export async function GivenLine({ licence, locale }: { licence: GivenLicence; locale: Locale }) {
  const t = await getTranslations('works.shown');
  const format = await getFormatter();
  const { rights, territories } = await scopeWords(licence.terms, locale);
  const year = (day: string) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { year: 'numeric', month: 'short', timeZone: 'UTC' });
  return (
    <span>
      <span className="font-medium">{licence.licensee ? nameFor(licence.licensee, locale) : t('somebody')}</span>
      <span className="block text-muted text-small">
        {rights} · {territories} ·{' '}
        <span className="num">
          {year(licence.from)} – {licence.until ? year(licence.until) : '…'}
        </span>
      </span>
    </span>
  );
}

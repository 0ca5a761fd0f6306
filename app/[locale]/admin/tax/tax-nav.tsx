import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { periodNames } from '#app/_rights/period-names.ts';

const reports = {
  oss: '/admin/tax',
  ioss: '/admin/tax?scheme=ioss',
  national: '/admin/tax?scheme=national',
  dac7: '/admin/tax/dac7',
} as const;

/** The ways between the reports. */
export async function TaxNav({ current }: { current: keyof typeof reports }) {
  const t = await getTranslations('tax');
  return (
    <nav aria-label={t('reports')} className="mb-8 flex flex-wrap gap-x-6 text-small">
      {(['oss', 'ioss', 'national', 'dac7'] as const).map((report) => (
        <Link
          key={report}
          href={reports[report]}
          aria-current={report === current ? 'page' : undefined}
          className="link flex min-h-11 items-center aria-[current=page]:font-medium aria-[current=page]:no-underline"
        >
          {t(`report.${report}`)}
        </Link>
      ))}
    </nav>
  );
}

/** The periods there are to choose from. */
export async function PeriodLinks({
  periods,
  current,
  href,
}: {
  periods: readonly string[];
  current: string;
  href: (period: string) => string;
}) {
  const t = await getTranslations('tax');
  const name = await periodNames(await readerLocale());
  return (
    <nav aria-label={t('periods')} className="mb-6 flex flex-wrap gap-2 text-small">
      {periods.map((period) => (
        <Link
          key={period}
          href={href(period)}
          aria-current={period === current ? 'page' : undefined}
          className="num flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink aria-[current=page]:border-ink aria-[current=page]:bg-silk"
        >
          <span className="block first-letter:uppercase">{name(period)}</span>
        </Link>
      ))}
    </nav>
  );
}

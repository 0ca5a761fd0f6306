import { getFormatter, getTranslations } from 'next-intl/server';
import { rightsNames } from '#app/_rights/names.ts';
import { royaltyWords } from '#app/_rights/royalty-words.ts';
import { type Difference, scopeDifference, type Terms } from '#lib/rights/index.ts';
import { type MoneyDifference, moneyDifference, type RoyaltyTerms, royaltyTermsOf } from '#lib/royalties/index.ts';

interface Props {
  readonly before: Terms;
  readonly after: Terms;
  readonly titles: Readonly<Record<string, string>>;
  readonly locale: string;
}

/** What one version says otherwise than the one before: "Royalty 8 % → 7 %", "Term + 1 year". */
export async function TermsDifference(props: Props) {
  const t = await getTranslations('deals.difference');
  const lines = await differenceLines(props);
  if (lines.length === 0) return <p className="text-muted text-small">{t('none')}</p>;
  return (
    <ul aria-label={t('title')} className="flex flex-wrap gap-2">
      {lines.map((line) => (
        <li key={line} className="rounded-md bg-silk px-3 py-1.5 text-small">
          <mark className="bg-transparent text-ink">{line}</mark>
        </li>
      ))}
    </ul>
  );
}

async function differenceLines({ before, after, titles, locale }: Props): Promise<string[]> {
  const [was, is] = [royaltyTermsOf(before), royaltyTermsOf(after)];
  const scope = await scopeLine(titles, locale);
  const money = await moneyLine(was, is, titles, locale);
  return [...moneyDifference(was, is).map(money), ...scopeDifference(before, after).flatMap(scope)];
}

async function scopeLine(titles: Props['titles'], locale: string): Promise<(difference: Difference) => string[]> {
  const t = await getTranslations('deals.difference');
  const rights = await getTranslations('rights');
  const format = await getFormatter();
  const names = await rightsNames(locale);
  const date = (day: string | null) =>
    day === null
      ? t('open_end')
      : format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  const nameOf = { rights: names.right, territories: names.territory, languages: languageName(names.language, t) };
  return (difference) => {
    switch (difference.part) {
      case 'rights':
      case 'territories':
      case 'languages': {
        const list = (codes: readonly string[]) => names.list([...new Set(codes.map(nameOf[difference.part]))]);
        const { added, removed, excepted, readmitted } = difference;
        return [
          ...(added.length > 0 ? [t('added', { list: list(added) })] : []),
          ...(removed.length > 0 ? [t('removed', { list: list(removed) })] : []),
          ...(excepted.length > 0 ? [t('excepted', { list: list(excepted) })] : []),
          ...(readmitted.length > 0 ? [t('readmitted', { list: list(readmitted) })] : []),
        ];
      }
      case 'start':
        return [t('start', { from: date(difference.from), to: date(difference.to) })];
      case 'term':
        return [
          difference.by
            ? t(`term_${difference.by.unit}`, {
                by: Math.abs(difference.by.by),
                sign: difference.by.by > 0 ? '+' : '−',
              })
            : t('end', { from: date(difference.from), to: date(difference.to) }),
        ];
      case 'exclusivity':
        return [
          t('change', {
            what: rights('terms.exclusivity'),
            from: rights(`exclusivity.${difference.from}`),
            to: rights(`exclusivity.${difference.to}`),
          }),
        ];
      case 'works':
        return [t('works', { list: names.list(difference.works.map((work) => titles[work] ?? '')) })];
    }
  };
}

/** What stands for all languages is said in words. */
function languageName(name: (code: string) => string, t: (key: 'every_language') => string) {
  return (code: string) => (code === 'all' || code === 'mis' || code === 'zxx' ? t('every_language') : name(code));
}

async function moneyLine(
  was: RoyaltyTerms,
  is: RoyaltyTerms,
  titles: Props['titles'],
  locale: string,
): Promise<(difference: MoneyDifference) => string> {
  const t = await getTranslations('deals.difference');
  const royalties = await getTranslations('royalties');
  const [a, b] = [royaltyWords(locale, was.currency), royaltyWords(locale, is.currency)];
  const none = t('no');
  const tiers = (terms: RoyaltyTerms, words: typeof a) =>
    terms.tiers.map(({ rate }) => (terms.base === 'unit' ? words.exact(rate) : words.percent(rate))).join(' / ');
  const format = await getFormatter();
  const portions = (of: RoyaltyTerms['portions']) =>
    of === undefined
      ? t('alike')
      : format.list(
          Object.entries(of).map(([work, points]) =>
            royalties('terms.portion', { work: titles[work] ?? '', share: a.percent(`${points}/10000`) }),
          ),
        );
  return (difference) => {
    const { part } = difference;
    const what = t(`part.${part}`);
    switch (part) {
      case 'rate':
      case 'tiers':
        return t('change', { what, from: tiers(was, a), to: tiers(is, b) });
      case 'deductionCap':
      case 'reserve':
      case 'lateInterest':
      case 'withholding':
        return t('change', { what, from: a.percent(difference.from), to: b.percent(difference.to) });
      case 'advance':
      case 'guarantee':
      case 'reserveCap':
        return t('change', {
          what,
          from: difference.from === null ? none : a.money(difference.from),
          to: difference.to === null ? none : b.money(difference.to),
        });
      case 'recoupable':
        return royalties(difference.to ? 'terms.recoupable' : 'terms.kept');
      case 'crossCollateralised':
        return t('change', { what, from: t(difference.to ? 'no' : 'yes'), to: t(difference.to ? 'yes' : 'no') });
      case 'portions':
        return t('change', { what, from: portions(difference.from), to: portions(difference.to) });
      case 'base':
        return t('change', { what, from: royalties(`base.${was.base}`), to: royalties(`base.${is.base}`) });
      case 'mode':
        return t('change', { what, from: royalties(`mode.${was.mode}`), to: royalties(`mode.${is.mode}`) });
      case 'tierBy':
        return t('change', { what, from: royalties(`tier_by.${was.tierBy}`), to: royalties(`tier_by.${is.tierBy}`) });
      case 'every':
        return t('change', {
          what,
          from: royalties(`every.${was.calendar.every}`),
          to: royalties(`every.${is.calendar.every}`),
        });
      default:
        return t('change', { what, from: String(difference.from), to: String(difference.to) });
    }
  };
}

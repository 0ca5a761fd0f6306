import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { classNames } from '#app/_ui/class-names.ts';
import type { Base, StatementLine } from '#lib/royalties/index.ts';
import { rightsNames } from './names.ts';
import { royaltyWords } from './royalty-words.ts';
import { arithmetic } from './statement-arithmetic.ts';

const strong = new Set<StatementLine['kind']>(['base', 'royalty', 'earned', 'payable']);

interface Props {
  readonly lines: readonly StatementLine[];
  readonly currency: string;
  readonly base: Base;
  readonly locale: string;
  /** Titles of the works by their ids, where there are several. */
  readonly works: ReadonlyMap<string, string>;
  readonly holders: ReadonlyMap<string, string>;
  /** What stands under a line: doubts and their answers. */
  readonly under?: (line: StatementLine) => ReactNode;
}

/** Every line of a statement with its arithmetic, as a table that reads on a phone as well. */
export async function StatementLines({ lines, currency, base, locale, works, holders, under }: Props) {
  const t = await getTranslations('royalties.line');
  const name = await lineNames(locale, currency, base, holders);
  const words = royaltyWords(locale, currency);
  return (
    <table className="block w-full text-small md:table">
      <caption className="sr-only">{t('caption')}</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr className="text-muted">
          <th scope="col" className="border-line border-b py-2.5 pr-4 text-left font-medium">
            {t('what')}
          </th>
          <th scope="col" className="border-line border-b px-4 py-2.5 text-left font-medium">
            {t('arithmetic')}
          </th>
          <th scope="col" className="border-line border-b py-2.5 pl-4 text-right font-medium">
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {lines.map((line) => {
          const { sum, amount, less } = arithmetic(line, words, base);
          const bold = strong.has(line.kind);
          return (
            <tr
              key={line.key}
              id={line.key}
              className={classNames(
                'grid scroll-mt-24 grid-cols-[1fr_auto] gap-x-4 border-b py-3 target:bg-silk md:table-row',
                bold ? 'border-edge' : 'border-line',
              )}
            >
              <th
                scope="row"
                className={classNames(
                  'text-left md:border-inherit md:border-b md:py-3 md:pr-4',
                  bold ? 'font-medium' : 'font-normal',
                )}
              >
                {line.work && works.get(line.work) && <span className="block text-muted">{works.get(line.work)}</span>}
                {name(line)}
                {under?.(line)}
              </th>
              <td className="num col-span-2 row-start-2 text-muted max-md:mt-2 md:border-inherit md:border-b md:px-4 md:py-3 md:align-top">
                {sum}
              </td>
              <td
                className={classNames(
                  'num text-right md:whitespace-nowrap md:border-inherit md:border-b md:py-3 md:pl-4 md:align-top',
                  bold && 'font-medium',
                )}
              >
                {less ? `− ${amount}` : amount}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What each line is called. */
async function lineNames(locale: string, currency: string, base: Base, holders: ReadonlyMap<string, string>) {
  const t = await getTranslations('royalties');
  const names = await rightsNames(locale);
  const words = royaltyWords(locale, currency);
  return (line: StatementLine): string => {
    switch (line.kind) {
      case 'receipts':
        return t('line.receipts', {
          territory: names.territory(line.territory),
          right: names.right(line.right),
          units: Number(line.units),
        });
      case 'base':
        return t('line.base', { base: t(`base.${base}`) });
      case 'tier': {
        const [from, to] =
          line.by === 'units'
            ? [words.number(line.from), words.number(line.to)]
            : [words.money(line.from), words.money(line.to)];
        return line.whole ? t('line.tier_whole', { to }) : t('line.tier', { from, to });
      }
      case 'deductions':
        return t('line.deductions', { cap: words.percent(line.cap) });
      case 'held':
        return t('line.held', { capped: line.capped ? 'yes' : 'no' });
      case 'released':
        return t('line.released', { from: line.from });
      case 'withholding':
        return line.instrument ? t('line.withholding_by', { instrument: line.instrument }) : t('line.withholding');
      case 'part':
        return t('line.part');
      case 'share':
        return t('line.share', { holder: holders.get(line.enterpriseId) ?? '' });
      case 'royalty':
        return t('line.royalty');
      case 'earned':
        return t('line.earned');
      case 'recouped':
        return t('line.recouped');
      case 'carried':
        return t('line.carried');
      case 'guarantee':
        return t('line.guarantee');
      case 'payable':
        return t('line.payable');
    }
  };
}

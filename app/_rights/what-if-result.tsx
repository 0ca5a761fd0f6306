import { getTranslations } from 'next-intl/server';
import { Table } from '#app/_ui/table.tsx';
import { fractionText, type RoyaltyTerms, type WhatIf } from '#lib/royalties/index.ts';
import { royaltyWords } from './royalty-words.ts';

/** The royalty over pieces as a line, with a mark where one asked; the words stand beside the drawing. */
export async function RoyaltyCurve({
  answer,
  units,
  locale,
  currency,
}: {
  answer: WhatIf;
  units: number;
  locale: string;
  currency: string;
}) {
  const t = await getTranslations('royalties.what_if');
  const words = royaltyWords(locale, currency);
  const most = answer.curve.at(-1)?.units ?? 1;
  const [top = 1n] = answer.curve.map(({ royalty }) => (royalty > 0n ? royalty : 1n)).sort((a, b) => (a > b ? -1 : 1));
  const x = (pieces: number) => (pieces * 100) / most;
  const y = (royalty: bigint) => 100 - Number((royalty * 10_000n) / top) / 100;
  const line = answer.curve.map((point) => `${x(point.units).toFixed(2)},${y(point.royalty).toFixed(2)}`).join(' ');
  const here = answer.step.works[0]?.royalty ?? 0n;
  return (
    <figure>
      <p className="num border-line border-t pt-1 text-muted text-small" aria-hidden="true">
        {words.money(top)}
      </p>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="block h-48 w-full border-edge border-b"
        role="img"
        aria-label={t('curve', { most: words.number(BigInt(most)), top: words.money(top) })}
      >
        <polygon points={`0,100 ${line} 100,100`} className="fill-silk" />
        <polyline
          points={line}
          fill="none"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
          className="stroke-amber"
        />
        <line
          x1={x(units)}
          x2={x(units)}
          y1={y(here)}
          y2={100}
          strokeWidth={1}
          vectorEffect="non-scaling-stroke"
          className="stroke-ink"
        />
      </svg>
      <p className="num mt-1.5 flex justify-between gap-4 text-muted text-small" aria-hidden="true">
        <span>{words.number(0n)}</span>
        <span>{t('pieces', { count: units })}</span>
        <span>{words.number(BigInt(most))}</span>
      </p>
    </figure>
  );
}

/** Tier by tier: so much at this rate. */
export async function TierTable({ answer, terms, locale }: { answer: WhatIf; terms: RoyaltyTerms; locale: string }) {
  const slices = answer.step.works[0]?.slices ?? [];
  if (slices.length === 0) return null;
  const t = await getTranslations('royalties.what_if');
  const words = royaltyWords(locale, terms.currency);
  const end = (value: bigint) => (terms.tierBy === 'units' ? words.number(value) : words.money(value));
  return (
    <div className="mt-8">
      <Table
        caption={t('tiers')}
        rows={slices}
        rowKey={({ from }) => String(from)}
        columns={[
          { key: 'from', title: t('stretch'), cell: ({ from, to }) => `${end(from)} – ${end(to)}` },
          {
            key: 'sum',
            title: t('sum'),
            numeric: true,
            cell: ({ amount, rate }) =>
              terms.base === 'unit'
                ? `${words.number(amount.n)} × ${words.exact(fractionText(rate))}`
                : `${words.exact(fractionText(amount))} × ${words.percent(fractionText(rate))}`,
          },
          {
            key: 'royalty',
            title: t('royalty'),
            numeric: true,
            cell: ({ royalty }) => words.exact(fractionText(royalty)),
          },
        ]}
      />
    </div>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import type { OpenString } from '#lib/workbench/index.ts';
import type { Change } from './api.ts';
import { DifferenceText } from './difference-text.tsx';
import { smallButton } from './small-button.ts';

export interface Offer {
  readonly key: string;
  readonly value: string;
  readonly from: 'person' | 'memory' | 'machine';
  /** Who or what it is from, in words. */
  readonly detail: string;
  readonly suggestion: OpenString['suggestions'][number] | null;
}

/** Everything that may be put in by Ctrl and a figure, in its order: what people offer, then the memory, then a machine. */
export function offersOf(string: OpenString): Offer[] {
  return [
    ...string.suggestions.map((each) => ({
      key: each.id,
      value: each.value,
      from: 'person' as const,
      detail: each.author ?? '',
      suggestion: each,
    })),
    ...string.memory.map((each, at) => ({
      key: `memory ${at}`,
      value: each.target,
      from: 'memory' as const,
      detail: `${each.likeness} %`,
      suggestion: null,
    })),
    ...(string.machine
      ? [
          {
            key: 'machine',
            value: string.machine.value,
            from: 'machine' as const,
            detail: string.machine.engine,
            suggestion: null,
          },
        ]
      : []),
  ];
}

/** What others offer for the string; the first nine by key. */
export function Offers({
  string,
  locale,
  onInsert,
  change,
}: {
  string: OpenString;
  locale: string;
  onInsert: (text: string) => void;
  change: (change: Change) => void;
}) {
  const t = useTranslations('workbench');
  const offers = offersOf(string);
  if (offers.length === 0) return <p className="text-muted text-small">{t('offers.none')}</p>;
  return (
    <ol className="grid gap-3">
      {offers.map((offer, at) => (
        <li key={offer.key} className="grid gap-1.5 border-line border-b pb-3 last:border-0">
          <p className="flex items-baseline justify-between gap-3 text-muted text-small">
            <span className="truncate">
              {offer.from === 'person'
                ? offer.detail || t('somebody')
                : `${t(`offers.${offer.from}`)} · ${offer.detail}`}
            </span>
            {at < 9 && <kbd className="shrink-0 font-sans">{t('offers.key', { at: at + 1 })}</kbd>}
          </p>
          {string.target && offer.suggestion ? (
            <DifferenceText before={string.target} after={offer.value} lang={locale} />
          ) : (
            <p lang={locale} className="whitespace-pre-wrap">
              {offer.value}
            </p>
          )}
          <p className="flex flex-wrap items-center gap-2 text-small">
            <button type="button" className={smallButton} onClick={() => onInsert(offer.value)}>
              {t('offers.use')}
            </button>
            {offer.suggestion && <Decisions offer={offer.suggestion} string={string} change={change} />}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Decisions({
  offer,
  string,
  change,
}: {
  offer: OpenString['suggestions'][number];
  string: OpenString;
  change: (change: Change) => void;
}) {
  const t = useTranslations('workbench');
  const vote = (value: 1 | -1) =>
    change({ do: 'vote', suggestionId: offer.id, value: offer.vote === value ? 0 : value });
  return (
    <>
      {string.may.publish && (
        <button
          type="button"
          className={smallButton}
          onClick={() => change({ do: 'accept', suggestionId: offer.id, seen: string.target })}
        >
          {t('offers.accept')}
        </button>
      )}
      {(string.may.publish || offer.own) && (
        <button type="button" className={smallButton} onClick={() => change({ do: 'decline', suggestionId: offer.id })}>
          {offer.own ? t('offers.withdraw') : t('offers.decline')}
        </button>
      )}
      {!offer.own && (
        <>
          <button
            type="button"
            aria-label={t('offers.for')}
            aria-pressed={offer.vote === 1}
            className={smallButton}
            onClick={() => vote(1)}
          >
            ↑
          </button>
          <button
            type="button"
            aria-label={t('offers.against')}
            aria-pressed={offer.vote === -1}
            className={smallButton}
            onClick={() => vote(-1)}
          >
            ↓
          </button>
        </>
      )}
      <span className="num text-muted" title={t('offers.votes')}>
        {offer.votes > 0 ? `+${offer.votes}` : offer.votes}
      </span>
    </>
  );
}

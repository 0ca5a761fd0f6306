import { getFormatter, getTranslations } from 'next-intl/server';
import { classNames } from '#app/_ui/class-names.ts';
import { Status } from '#app/_ui/layout.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { LicenceStory } from '#lib/licensing/index.ts';

type Tone = 'good' | 'waiting' | 'bad' | 'plain';
/** The edge of each tone; on the page's own ground, where the words of a state are legible. */
const edges: Readonly<Record<Tone, string>> = {
  good: 'border-jade',
  waiting: 'border-amber',
  bad: 'border-cinnabar',
  plain: 'border-edge',
};
const tones: Readonly<Record<string, Tone>> = {
  signed: 'waiting',
  later: 'waiting',
  active: 'good',
  suspended: 'bad',
  terminated: 'plain',
  expired: 'plain',
};

/** The word of a licence's state: one that is paid and has not begun is not in use yet. */
export function stateOf({ licence, use }: LicenceStory): string {
  return licence.status === 'active' && use !== 'all' && isoDay(licence.startsOn) > isoDay(now())
    ? 'later'
    : licence.status;
}

/** Where a licence stands, in one word and a sentence. */
export async function LicenceState({ story, locale }: { story: LicenceStory; locale: Locale }) {
  const t = await getTranslations('licensing');
  const format = await getFormatter();
  const date = (day: Date) => format.dateTime(day, { dateStyle: 'long', timeZone: 'UTC' });
  const { licence, blocks, holders } = story;
  const { life } = licence;
  const state = stateOf(story);
  const tone = tones[state] ?? 'plain';
  return (
    <div className={classNames('border-l-3 py-1 pl-5', edges[tone])}>
      <p>
        <Status kind={tone}>{t(`state.${state}`)}</Status>
      </p>
      <p className="mt-1 max-w-[68ch]">{sentence()}</p>
      {blocks.length > 0 && (
        <ul className="mt-2 list-disc pl-5">
          {blocks.map(({ code, params }) => (
            <li key={code}>{t.has(`block.${code}`) ? t(`block.${code}`, params ?? {}) : code}</li>
          ))}
        </ul>
      )}
      {life?.terminatesOn && ['signed', 'active', 'suspended'].includes(licence.status) && (
        <p className="mt-2">
          {t(life.endedFor === 'agreement' ? 'story.agreed_end' : 'story.notice', { day: date(life.terminatesOn) })}
        </p>
      )}
      {life?.reason && (
        <p className="mt-2 whitespace-pre-line text-small">{t('story.reason', { reason: life.reason })}</p>
      )}
      {holders.length > 0 && (
        <p className="mt-2 text-small">
          {t('story.holders', { names: format.list(holders.map((each) => nameFor(each, locale))) })}
        </p>
      )}
    </div>
  );

  function sentence(): string {
    const lastDay = licence.endsOn && new Date(licence.endsOn.getTime() - 86_400_000);
    if (state === 'signed') {
      const first = story.dues.find(({ cancelledAt }) => !cancelledAt);
      if (blocks.length > 0 && (!first || first.paidAt)) return t('story.blocked');
      return t(story.side === 'licensee' ? 'story.signed_licensee' : 'story.signed_holder');
    }
    if (state === 'later') return t('story.later', { day: date(licence.startsOn) });
    if (state === 'active') return lastDay ? t('story.active', { day: date(lastDay) }) : t('story.active_open');
    if (state === 'suspended')
      return t(
        life?.suspendedFor && life.suspendedFor !== 'hand' ? `story.suspended_${life.suspendedFor}` : 'story.suspended',
      );
    if (story.use === 'sell_off' && life?.sellOffUntil) return t('story.sell_off', { day: date(life.sellOffUntil) });
    const over = life?.terminatesOn ?? lastDay ?? licence.endedAt;
    return t('story.over', { day: over ? date(over) : '' });
  }
}

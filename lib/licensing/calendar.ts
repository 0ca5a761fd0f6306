import { type Actor, person } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import type { Money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import { nameFor, withName } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, withTranslations } from '#lib/languages/index.ts';
import { daysOf, dueOn, periodOf, termsForLicence, titleOf } from '#lib/royalties/index.ts';
import { moneyOf } from './calendar-money.ts';
import { dateOf, daysAfter, type LivingLicence, livingLicence, type Party } from './licence.ts';
import { renewalWindow } from './renew.ts';

/** What may stand in the calendar; each has words in messages/<locale>/licensing.json under `entry`. */
export const entryKinds = [
  'payment',
  'refund',
  'evidence',
  'report',
  'option',
  'offer',
  'starts',
  'expiry',
  'last_day',
  'renewal',
  'sell_off',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface CalendarEntry {
  /** Stays the same while the thing does, for calendars that subscribe. */
  readonly uid: string;
  readonly day: string;
  readonly kind: EntryKind;
  /** Of what: the work's title. */
  readonly title: string;
  readonly number: string;
  readonly side: Party;
  readonly other: string;
  /** Of a report its period, of a payment its kind. */
  readonly detail: string;
  readonly amount: Money | null;
  /** Path of the page where it is dealt with, without the language. */
  readonly path: string;
  readonly done: boolean;
}

export interface Span {
  /** First day, and the first day after the last. */
  readonly from: string;
  readonly to: string;
}

/** The first days of a month (2026-11) and of the next; null for anything that is no month. */
export function monthSpan(month: string): Span | null {
  const match = /^(20\d{2})-(0[1-9]|1[0-2])$/.exec(month);
  if (!match) return null;
  const [year, index] = [Number(match[1]), Number(match[2])];
  return { from: `${month}-01`, to: isoDay(new Date(Date.UTC(year, index, 1))) };
}

/** Enterprises whose licences a person sees. */
function ownOf(actor: Actor): string[] {
  return [...new Set(person(actor).memberships.map((each) => each.enterpriseId))].filter((enterpriseId) =>
    may(actor, 'licence.view', { enterpriseId }),
  );
}

/** Everything that is due for a person's enterprises (or one licence of theirs) in a span of days: payments, reports, options, offers, and how licences end. */
export async function calendarOf(actor: Actor, span: Span, reader: Locale, number?: string): Promise<CalendarEntry[]> {
  const own = ownOf(actor);
  const [licences, deals] = await Promise.all([
    entriesOfLicences(own, span, reader, number),
    number ? [] : entriesOfDeals(own, span, reader),
  ]);
  return [...licences, ...deals]
    .filter(({ day }) => span.from <= day && day < span.to)
    .sort((a, b) => (a.day === b.day ? (a.uid < b.uid ? -1 : 1) : a.day < b.day ? -1 : 1))
    .slice(0, limits.calendarEntries);
}

async function entriesOfLicences(
  own: readonly string[],
  span: Span,
  reader: Locale,
  number?: string,
): Promise<CalendarEntry[]> {
  const within = { gte: dateOf(span.from), lt: dateOf(span.to) };
  const sides = { OR: [{ holderId: { in: [...own] } }, { licenseeId: { in: [...own] } }] };
  const licences = await prisma().licence.findMany({
    where: {
      ...(number ? { number } : {}),
      deal: sides,
      OR: [
        { status: { in: ['signed', 'active', 'suspended'] } },
        { endedAt: { gte: dateOf(daysAfter(span.from, -730)) } },
        { dues: { some: { paidAt: null, cancelledAt: null } } },
      ],
    },
    include: {
      ...livingLicence,
      dues: {
        where: {
          OR: [
            { dueOn: within, cancelledAt: null },
            { refunds: { some: { createdAt: within } } },
            { payments: { some: { disputes: { some: { dueBy: within } } } } },
          ],
        },
        include: {
          refunds: { where: { status: { not: 'failed' }, createdAt: within } },
          payments: { select: { disputes: { where: { dueBy: within } } } },
        },
      },
      statements: { select: { period: true, status: true } },
    },
    orderBy: { id: 'desc' },
    take: limits.calendarLicences,
  });
  return licences.flatMap((licence) => {
    const side: Party = own.includes(licence.deal.licenseeId) ? 'licensee' : 'holder';
    const frame = frameOf(licence, side, reader);
    return [
      ...licence.dues.flatMap((due) => moneyOf(due, frame)),
      ...reportsDue(licence, frame, span),
      ...datesOf(licence, frame),
    ];
  });
}

/** What all entries of a licence have in common. */
export type Frame = Pick<CalendarEntry, 'title' | 'number' | 'side' | 'other' | 'path' | 'detail' | 'amount' | 'done'>;

function frameOf(licence: LivingLicence, side: Party, reader: Locale): Frame {
  const other = side === 'holder' ? licence.deal.licensee : licence.deal.holder;
  return {
    title: titleOf(licence, reader),
    number: licence.number,
    side,
    other: nameFor(other, reader),
    path: `/licences/${licence.number}`,
    detail: '',
    amount: null,
    done: false,
  };
}

/** Reports of periods that end in or before the span and are due in it. */
function reportsDue(
  licence: LivingLicence & { statements: { period: string; status: string }[] },
  frame: Frame,
  span: Span,
): CalendarEntry[] {
  if (licence.status !== 'active' && licence.status !== 'suspended') return [];
  const { calendar } = termsForLicence(licence);
  const { start, end } = daysOf(licence);
  const entries: CalendarEntry[] = [];
  for (let at = periodOf(calendar.every, start); at.start < span.to; at = periodOf(calendar.every, at.end)) {
    if (end !== null && at.start >= end) break;
    const day = dueOn(calendar, at);
    if (day < span.from || day >= span.to) continue;
    const sent = licence.statements.some((each) => each.period === at.key && each.status !== 'draft');
    entries.push({
      ...frame,
      uid: `report-${licence.id}-${at.key}`,
      day,
      kind: 'report',
      detail: at.key,
      path: `/licences/${licence.number}/reports`,
      done: sent,
    });
  }
  return entries;
}

/** The days on which a licence begins, may be renewed, and ends. */
function datesOf(licence: LivingLicence, frame: Frame): CalendarEntry[] {
  const today = isoDay(now());
  const over = licence.status === 'terminated' || licence.status === 'expired';
  const { life, endsOn } = licence;
  const at = (kind: EntryKind, day: string): CalendarEntry => ({
    ...frame,
    uid: `${kind}-${licence.id}`,
    day,
    kind,
    done: day < today,
  });
  const window = renewalWindow(licence);
  return [
    ...(over ? [] : [at('starts', isoDay(licence.startsOn))]),
    ...(endsOn && !over && !life?.terminatesOn ? [at('expiry', daysAfter(isoDay(endsOn), -1))] : []),
    ...(life?.terminatesOn && !over ? [at('last_day', isoDay(life.terminatesOn))] : []),
    ...(window && licence.status === 'active' && !life?.terminatesOn ? [at('renewal', window.from)] : []),
    ...(life?.sellOffUntil ? [at('sell_off', isoDay(life.sellOffUntil))] : []),
  ];
}

/** Offers that expire, and options that lapse. */
async function entriesOfDeals(own: readonly string[], span: Span, reader: Locale): Promise<CalendarEntry[]> {
  const within = { gte: dateOf(span.from), lt: dateOf(span.to) };
  const [offers, options] = await Promise.all([
    prisma().offer.findMany({
      where: {
        status: 'open',
        validUntil: within,
        deal: { OR: [{ holderId: { in: [...own] } }, { licenseeId: { in: [...own] } }] },
      },
      include: {
        deal: {
          include: {
            holder: true,
            licensee: true,
            works: { include: { work: { include: { text: withTranslations } } } },
          },
        },
      },
      take: limits.calendarLicences,
    }),
    prisma().rightsGrant.findMany({
      where: {
        state: 'option',
        lapsesAt: within,
        OR: [{ holderId: { in: [...own] } }, { licenseeId: { in: [...own] } }],
      },
      select: {
        id: true,
        lapsesAt: true,
        licenseeId: true,
        holder: { select: withName },
        licensee: { select: withName },
        work: { select: { slug: true, text: withTranslations } },
      },
      take: limits.calendarLicences,
    }),
  ]);
  const nothing = { detail: '', amount: null, done: false };
  return [
    ...offers.map(({ id, validUntil, deal }): CalendarEntry => {
      const side: Party = own.includes(deal.licenseeId) ? 'licensee' : 'holder';
      return {
        ...nothing,
        uid: `offer-${id}`,
        day: isoDay(validUntil),
        kind: 'offer',
        title: fieldText(deal.works[0]?.work.text, 'title', reader),
        number: deal.number,
        side,
        other: nameFor(side === 'holder' ? deal.licensee : deal.holder, reader),
        path: `/deals/${deal.number}`,
      };
    }),
    ...options.map(({ id, lapsesAt, licenseeId, holder, licensee, work }): CalendarEntry => {
      const side: Party = own.includes(licenseeId) ? 'licensee' : 'holder';
      return {
        ...nothing,
        uid: `option-${id}`,
        day: lapsesAt ? isoDay(lapsesAt) : '',
        kind: 'option',
        title: fieldText(work.text, 'title', reader),
        number: '',
        side,
        other: nameFor(side === 'holder' ? licensee : holder, reader),
        path: `/w/${work.slug}`,
      };
    }),
  ];
}

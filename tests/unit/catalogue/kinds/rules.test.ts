import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clockAt,
  eventTimes,
  isIn,
  milestoneProblem,
  missingOfKind,
  momentOf,
  saveServiceSchema,
  timeZones,
} from '#lib/catalogue/index.ts';

const listingId = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('milestones', () => {
  test.each([
    { shares: [30, 40, 30], problem: null },
    { shares: [100], problem: null },
    { shares: [], problem: { code: 'catalogue.milestones_needed' } },
    { shares: [30, 40, 29], problem: { code: 'catalogue.milestones_sum', sum: 99 } },
    { shares: [60, 60], problem: { code: 'catalogue.milestones_sum', sum: 120 } },
  ])('$shares', ({ shares, problem }) => {
    expect(milestoneProblem(shares.map((share, at) => ({ share, days: at + 1 })))).toEqual(problem);
  });

  test('are reached one after the other', () => {
    const parts = [
      { share: 50, days: 20 },
      { share: 50, days: 10 },
    ];
    expect(milestoneProblem(parts)).toEqual({ code: 'catalogue.milestones_order' });
    expect(milestoneProblem(parts.toReversed())).toBeNull();
  });

  test('come out of the form without the rows that are empty, and what is wrong stands at its field', () => {
    const form = {
      listingId,
      version: '3',
      revisions: '2',
      milestone_name_0: 'Скици',
      milestone_share_0: '40',
      milestone_days_0: '5',
      milestone_name_2: 'Готово',
      milestone_share_2: '60',
      milestone_days_2: '30',
      question_1: ' За кого е? ',
    };
    expect(saveServiceSchema.parse(form)).toEqual({
      listingId,
      version: 3,
      revisions: 2,
      milestones: [
        { name: 'Скици', share: 40, days: 5 },
        { name: 'Готово', share: 60, days: 30 },
      ],
      questions: ['За кого е?'],
    });
    const wrong = saveServiceSchema.safeParse({ ...form, milestone_share_2: '50', milestone_days_0: 'soon' });
    expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['milestone_days_0']);
    const sum = saveServiceSchema.safeParse({ ...form, milestone_share_2: '50' });
    expect(sum.error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([
      ['milestone_share_0', 'catalogue.milestones_sum'],
    ]);
  });
});

describe('the clocks of a place', () => {
  test('every minute of every zone is found again from what its clocks show', () => {
    const moments = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 });
    fc.assert(
      fc.property(moments, fc.constantFrom(...timeZones), (minutes, zone) => {
        const at = new Date(minutes * 60_000);
        const shown = clockAt(at, zone);
        const found = momentOf(shown.date, shown.time, zone);
        // Where clocks are set back, the same hour comes twice and the first is meant.
        expect(found && clockAt(found, zone)).toEqual(shown);
        expect(Math.abs(Number(found) - at.getTime())).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });

  test.each([
    ['2026-12-05', '19:30', 'Europe/Sofia', '2026-12-05T17:30:00.000Z'],
    ['2026-07-05', '19:30', 'Europe/Sofia', '2026-07-05T16:30:00.000Z'],
    ['2026-12-05', '19:30', 'Asia/Shanghai', '2026-12-05T11:30:00.000Z'],
    // The hour that is left out, and the one that comes twice.
    ['2027-03-28', '02:30', 'Europe/Warsaw', undefined],
    ['2026-10-25', '02:30', 'Europe/Warsaw', '2026-10-25T00:30:00.000Z'],
    ['2026-02-30', '10:00', 'Europe/Warsaw', undefined],
  ])('%s %s in %s', (date, time, zone, utc) => {
    expect(momentOf(date, time, zone)?.toISOString()).toBe(utc);
  });

  test('an event that ends before it begins ends on the next day; doors and past days are told at their field', () => {
    const now = new Date('2026-11-26T12:00:00Z');
    const typed = { date: '2026-12-05', starts: '22:00', ends: '02:00', doors: '21:30', timeZone: 'Europe/Prague' };
    expect(eventTimes(typed, now).endsAt?.toISOString()).toBe('2026-12-06T01:00:00.000Z');
    expect(() => eventTimes({ ...typed, doors: '22:30' }, now)).toThrow('catalogue.doors_late');
    expect(() => eventTimes({ ...typed, date: '2026-11-20' }, now)).toThrow('catalogue.event_past');
    expect(() => eventTimes({ ...typed, date: '2027-03-28', starts: '02:30' }, now)).toThrow('catalogue.no_such_time');
  });
});

describe('what a kind still needs', () => {
  const now = new Date('2026-11-26T12:00:00Z');
  const nothing = {
    service: null,
    event: null,
    licenceOffer: null,
    stream: null,
    workId: null,
    seats: 0,
    films: 0,
  };
  test.each([
    ['physical', {}, []],
    ['download', {}, []],
    ['service', {}, ['service']],
    ['service', { service: {} }, []],
    ['ticket', {}, ['event', 'seats']],
    ['ticket', { event: { startsAt: new Date('2026-11-01T10:00:00Z') }, seats: 5 }, ['event_ahead']],
    ['ticket', { event: { startsAt: new Date('2026-12-01T10:00:00Z') }, seats: 5 }, []],
    ['licence', { licenceOffer: {} }, ['licence']],
    ['licence', { licenceOffer: {}, workId: listingId }, []],
    ['stream', { stream: {} }, ['film']],
    ['stream', { stream: {}, films: 1 }, []],
  ] as const)('%s %o', (kind, has, missing) => {
    expect(missingOfKind({ ...nothing, kind, ...has }, now)).toEqual(missing);
  });
});

test('a film without countries may be seen everywhere', () => {
  expect(isIn([], 'CN')).toBe(true);
  expect(isIn(['PL'], 'CN')).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone, localTime, utcOf } from '#lib/core/zone.ts';

describe('a local time', () => {
  test.each([
    ['2026-11-26T09:30', 'Europe/Warsaw', '2026-11-26T08:30:00.000Z'],
    ['2026-07-01T09:30', 'Europe/Sofia', '2026-07-01T06:30:00.000Z'],
    ['2026-07-01T09:30', 'Asia/Shanghai', '2026-07-01T01:30:00.000Z'],
    ['2026-03-29T02:30', 'Europe/Warsaw', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Warsaw', '2026-10-25T00:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, utc) => {
    expect(utcOf(local, zone).toISOString()).toBe(utc);
  });

  test('of any minute, read as a moment, shows that time again where clocks show it once', () => {
    const zones = fc.constantFrom('Europe/Sofia', 'Europe/Warsaw', 'Asia/Shanghai', 'UTC', 'America/New_York');
    const moments = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, zones, (at, zone) => {
        const local = localTime(at, zone);
        expect(localTime(utcOf(local, zone), zone)).toBe(local);
      }),
    );
  });

  test('has a zone that exists', () => {
    expect(['Europe/Sofia', 'Mars/Base', ''].map(isTimeZone)).toEqual([true, false, false]);
  });
});

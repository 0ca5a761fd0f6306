import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeText, fold, icalendar } from '../../../lib/licensing/ical.ts';

/** As a reader undoes it. */
function undone(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_all, each: string) => (each === 'n' || each === 'N' ? '\n' : each));
}

describe('iCalendar', () => {
  test('escapes what would end a value, and keeps what was written', () => {
    expect(escapeText('a\\b;c,d\r\ne\u0007')).toBe('a\\\\b\\;c\\,d\\ne');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const clean = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, '');
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[\r\n]/);
        expect(undone(escaped)).toBe(clean);
      }),
    );
  });

  test('folds lines to 75 octets and never inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const line = `SUMMARY:${escapeText(text)}`;
        const folded = fold(line);
        for (const each of folded.split('\r\n')) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(75);
        expect(folded.replaceAll('\r\n ', '')).toBe(line);
      }),
    );
  });

  test('a title cannot add a property or an event', () => {
    const file = icalendar({
      name: 'Licences',
      host: 'shop.example',
      stamp: new Date('2026-11-26T10:00:00Z'),
      events: [
        {
          uid: 'due-1',
          day: '2026-12-31',
          summary: 'Pay\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:https://evil.example',
          description: '荷花，小熊 и приятели; łódź',
          url: 'https://shop.example/en/licences/ASL-1#money',
        },
      ],
    });
    const lines = file.split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines.some((line) => line.startsWith('ATTACH'))).toBe(false);
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231');
    expect(lines).toContain('DTEND;VALUE=DATE:20270101');
    expect(lines).toContain('DTSTAMP:20261126T100000Z');
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { insertable, messageParts } from '#lib/languages/marks.ts';
import { previewMessage } from '#lib/languages/preview.ts';

describe('the preview of a message', () => {
  test('shows every plural category of the language once', () => {
    const lines = previewMessage(
      '{count, plural, one {# rzecz} few {# rzeczy} many {# rzeczy, wiele} other {# rzeczy, ułamek}}',
      'pl',
    );
    expect(lines.map((line) => line.given?.category).sort()).toEqual(['few', 'many', 'one', 'other']);
    expect(lines.find((line) => line.given?.category === 'few')?.text).toBe('2 rzeczy');
    expect(lines.find((line) => line.given?.category === 'other')?.text).toMatch(/^\d,\d rzeczy, ułamek$/);
  });

  test('shows exact numbers, and beside them their category at another number', () => {
    const lines = previewMessage('{n, plural, =0 {brak} one {#} few {#} many {# wiele} other {#}}', 'pl');
    expect(lines.find((line) => line.given?.category === '=0')?.text).toBe('brak');
    expect(lines.find((line) => line.given?.category === 'many')?.text).toBe('5 wiele');
  });

  test('shows each branch of a choice, names for other values, and no tags', () => {
    const lines = previewMessage(
      '<b>{who}</b> {kind, select, film {shot} other {made}} it on {day, date, short}',
      'en',
    );
    expect(lines.map((line) => line.text)).toEqual(['‹who› shot it on 19/09/26', '‹who› made it on 19/09/26']);
  });

  test('has one line for a plain message and none for a broken one', () => {
    expect(previewMessage('Количка', 'bg')).toEqual([{ given: null, text: 'Количка' }]);
    expect(previewMessage('{name', 'bg')).toEqual([]);
    expect(previewMessage('<b>{name}', 'bg')).toEqual([]);
  });
});

describe('the parts of a message', () => {
  test('set apart what must be carried over', () => {
    const parts = messageParts('Hi <b>{name}</b>, {n, plural, one {# file} other {# files}}');
    expect(parts.filter((part) => !part.code).map((part) => part.text)).toEqual(['Hi ', ', ', ' file', ' files']);
    expect(insertable('Hi <b>{name}</b> and {name}: {n, plural, other {#}}', 'pl')).toEqual([
      '<b>',
      '{name}',
      '</b>',
      '#',
      '{n, plural, one {#} few {#} many {#} other {#}}',
    ]);
  });

  test('are the message, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."{}<>/#',ab= ".split(''), ' plural,', ' other ', 'one') }),
        (message) => {
          expect(
            messageParts(message)
              .map((part) => part.text)
              .join(''),
          ).toBe(message);
        },
      ),
    );
  });
});

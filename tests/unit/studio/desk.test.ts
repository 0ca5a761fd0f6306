import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settle, typedChanges } from '#app/_studio/desk/fields.ts';

describe('what was typed', () => {
  test('is what does not stand there as it was shown, with what it was made of', () => {
    const ground = { base: { title: 'Plate', price: '24.90' }, shown: { title: 'Plate', price: '24,9' } };
    expect(typedChanges(ground, { title: 'Plate', price: '24,9' })).toEqual([]);
    expect(typedChanges(ground, { title: 'Bowl', price: '24,9' })).toEqual([
      { field: 'title', base: 'Plate', value: 'Bowl' },
    ]);
  });
});

describe('a field, when the server has answered', () => {
  test.each([
    [
      'nobody touched it',
      { base: 'a', shown: 'a', sent: undefined, now: 'a' },
      'a',
      { base: 'a', shown: 'a', write: null },
    ],
    [
      'somebody else changed it',
      { base: 'a', shown: 'a', sent: undefined, now: 'a' },
      'b',
      { base: 'b', shown: 'b', write: 'b' },
    ],
    [
      'somebody else changed what I am typing in',
      { base: 'a', shown: 'a', sent: undefined, now: 'ax' },
      'b',
      { base: 'a', shown: 'a', write: null },
    ],
    ['it took mine', { base: 'a', shown: 'a', sent: 'b', now: 'b' }, 'b', { base: 'b', shown: 'b', write: null }],
    [
      'it took mine without the space at the end',
      { base: 'a', shown: 'a', sent: 'b ', now: 'b c' },
      'b',
      { base: 'b', shown: 'b ', write: null },
    ],
    [
      'it writes a price in its own way',
      { base: '', shown: '', sent: '24,9', now: '24,9' },
      '24.90',
      { base: '24.90', shown: '24,9', write: null },
    ],
    [
      'it merged mine with theirs',
      { base: 'a b', shown: 'a b', sent: 'a b c', now: 'a b c' },
      'x b c',
      { base: 'x b c', shown: 'x b c', write: 'x b c' },
    ],
    [
      'it merged, and I have typed on',
      { base: 'a b', shown: 'a b', sent: 'a b c', now: 'a b c d' },
      'x b c',
      { base: 'x b c', shown: 'x b c', write: 'x b c d' },
    ],
    [
      'it merged the very word I am typing in',
      { base: 'a b', shown: 'a b', sent: 'a b c', now: 'y b c' },
      'x b c',
      { base: 'a b c', shown: 'a b c', write: null },
    ],
  ])('%s', (_, field, server, settled) => {
    expect(settle(field, server)).toEqual(settled);
  });

  test('never loses what somebody is typing: it stands there, or it is still a change to send', () => {
    const word = fc.stringMatching(/^[a-z ]{0,12}$/);
    fc.assert(
      fc.property(word, word, fc.option(word, { nil: undefined }), word, word, (base, shown, sent, now, server) => {
        const settled = settle({ base, shown, sent, now }, server);
        if (settled.write === null && now !== shown && now !== sent) expect(settled.shown).not.toBe(now);
      }),
    );
  });
});

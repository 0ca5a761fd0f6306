import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeText, textChanges } from '#lib/core/merge-text.ts';

const word = fc.constantFrom('red ', 'blue ', 'clay ', 'the ', 'plate. ', '手绘', '青花', '瓷盘。', 'глина ', '\n');
const text = fc.array(word, { maxLength: 14 }).map((parts) => parts.join(''));

describe('two changes of one text', () => {
  test.each([
    ['the red plate of clay', 'the blue plate of clay', 'the red plate of stone', 'the blue plate of stone'],
    ['one. two. three.', 'one. 2. three.', 'one. two. three. four.', 'one. 2. three. four.'],
    [
      '青花瓷盘，手绘，直径二十厘米。',
      '青花瓷盘，机绘，直径二十厘米。',
      '青花瓷盘，手绘，直径三十厘米。',
      '青花瓷盘，机绘，直径三十厘米。',
    ],
    ['a', 'a b', 'a b', 'a b'],
    ['', 'begun', '', 'begun'],
    ['gone with it', '', 'gone with it', ''],
  ])('of %j: %j and %j give %j', (base, mine, theirs, both) => {
    expect(mergeText(base, mine, theirs)).toBe(both);
  });

  test.each([
    ['the red plate', 'the blue plate', 'the green plate'],
    ['one plate', 'the red plate', 'a blue bowl'],
    ['', 'mine', 'theirs'],
    ['a plate of clay', '', 'a plate of stone'],
  ])('of %j: %j and %j are for a person to choose', (base, mine, theirs) => {
    expect(mergeText(base, mine, theirs)).toBeNull();
  });

  test('it does not matter who is called mine', () => {
    fc.assert(
      fc.property(text, text, text, (base, a, b) => {
        expect(mergeText(base, a, b)).toBe(mergeText(base, b, a));
      }),
    );
  });

  test('a side that changed nothing takes the other, and the same change twice is one', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergeText(base, changed, base)).toBe(changed);
        expect(mergeText(base, base, changed)).toBe(changed);
        expect(mergeText(base, changed, changed)).toBe(changed);
      }),
    );
  });

  test('what only one of them wrote is in the merged text, and what only one of them took out is not', () => {
    fc.assert(
      fc.property(text, text, text, (before, middle, after) => {
        const base = `${before}HEAD ${middle}TAIL ${after}`;
        const mine = base.replace('HEAD ', 'MINE ');
        const theirs = base.replace('TAIL ', 'THEIRS ');
        fc.pre(middle.trim() !== '');
        expect(mergeText(base, mine, theirs)).toBe(mine.replace('TAIL ', 'THEIRS '));
      }),
    );
  });
});

describe('how a text became another', () => {
  test('word by word', () => {
    expect(textChanges('the red plate', 'the blue plate')).toEqual([
      { kind: 'same', text: 'the' },
      { kind: 'gone', text: ' red' },
      { kind: 'new', text: ' blue' },
      { kind: 'same', text: ' plate' },
    ]);
  });

  test('its parts give both texts back', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = textChanges(before, after);
        const read = (kind: 'gone' | 'new') =>
          changes
            .filter((change) => change.kind === 'same' || change.kind === kind)
            .map((change) => change.text)
            .join('');
        expect([read('gone'), read('new')]).toEqual([before, after]);
      }),
    );
  });
});

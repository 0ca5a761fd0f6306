import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyTarget, movedTo } from '#app/[locale]/studio/listings/[id]/picture-order.ts';
import {
  cutTo,
  type Frame,
  inBox,
  leastPart,
  withEdge,
  withFocal,
} from '#app/[locale]/studio/listings/[id]/pictures/[media]/frame-geometry.ts';

const whole: Frame = { focalX: 500, focalY: 500, left: 0, top: 0, right: 1000, bottom: 1000 };
const at = fc.integer({ min: -500, max: 1500 });
const side = fc.integer({ min: 100, max: 2400 });

describe('the order of pictures', () => {
  test('after a move has the same pictures, the moved one in its place and the others as they were', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 12 }),
        fc.nat(12),
        fc.integer({ min: -3, max: 15 }),
        (order, which, to) => {
          const id = order[which % order.length] ?? '';
          const next = movedTo(order, id, to);
          expect(next.toSorted()).toEqual(order.toSorted());
          expect(next.indexOf(id)).toBe(Math.min(Math.max(to, 0), order.length - 1));
          expect(next.filter((each) => each !== id)).toEqual(order.filter((each) => each !== id));
        },
      ),
    );
  });

  test.each([
    ['ArrowRight', 1, false, 2],
    ['ArrowRight', 3, false, 3],
    ['ArrowRight', 1, true, 0],
    ['ArrowLeft', 0, false, 0],
    ['ArrowUp', 2, false, 1],
    ['Home', 3, false, 0],
    ['End', 0, false, 3],
    ['a', 0, false, null],
  ])('%s at place %i of four (right to left: %s) leads to %s', (key, index, rightToLeft, to) => {
    expect(keyTarget(key, index, 4, rightToLeft)).toBe(to);
  });
});

describe('a frame', () => {
  test('keeps its point and its edges on the picture, and enough between them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('left', 'top', 'right', 'bottom'), at), { maxLength: 12 }),
        at,
        at,
        (moves, x, y) => {
          const frame = moves.reduce((now, [edge, to]) => withEdge(now, edge, to), withFocal(whole, x, y));
          for (const value of Object.values(frame))
            expect(value).toSatisfy((each: number) => each >= 0 && each <= 1000);
          expect(frame.right - frame.left).toBeGreaterThanOrEqual(leastPart);
          expect(frame.bottom - frame.top).toBeGreaterThanOrEqual(leastPart);
        },
      ),
    );
  });

  test.each([
    [{ width: 800, height: 1000 }, 1, 500, { left: 0, right: 1000, top: 100, bottom: 900 }],
    [{ width: 800, height: 1000 }, 1, 0, { left: 0, right: 1000, top: 0, bottom: 800 }],
    [{ width: 2000, height: 1000 }, 1, 500, { left: 250, right: 750, top: 0, bottom: 1000 }],
    [{ width: 800, height: 1000 }, 4 / 5, 500, { left: 0, right: 1000, top: 0, bottom: 1000 }],
  ])('of %j cut to %d around %i is %j', (size, shape, focalY, part) => {
    expect(cutTo({ ...whole, focalY }, size, shape)).toMatchObject(part);
  });

  test('fills any box with the part alone', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.nat(1000),
        fc.nat(1000),
        (width, height, shape, x, y) => {
          const frame = withFocal(withEdge(withEdge(whole, 'left', 200), 'bottom', 700), x, y);
          const box = Object.fromEntries(
            Object.entries(inBox(frame, { width, height }, shape)).map(([name, value]) => [
              name,
              Number.parseFloat(value),
            ]),
          );
          const edge = (start: string, length: string, thousandths: number) =>
            (box[start] ?? 0) + ((box[length] ?? 0) * thousandths) / 1000;
          // The part's edges lie at the box's or beyond them.
          expect(edge('left', 'width', frame.left)).toBeLessThanOrEqual(0.1);
          expect(edge('left', 'width', frame.right)).toBeGreaterThanOrEqual(99.9);
          expect(edge('top', 'height', frame.top)).toBeLessThanOrEqual(0.1);
          expect(edge('top', 'height', frame.bottom)).toBeGreaterThanOrEqual(99.9);
        },
      ),
    );
  });
});

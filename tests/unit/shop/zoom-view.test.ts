import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, fittedSize, held, panned, zoomed } from '#app/_shop/zoom-view.ts';

const side = fc.integer({ min: 50, max: 3000 });
const size = fc.record({ width: side, height: side });
const offset = fc.integer({ min: -5000, max: 5000 });

test('a picture is never smaller than it fits, and never leaves the stage', () => {
  fc.assert(
    fc.property(
      size,
      size,
      fc.double({ min: 0, max: 20, noNaN: true }),
      offset,
      offset,
      (picture, stage, scale, x, y) => {
        const view = held({ scale, x, y }, picture, stage);
        expect(view.scale).toBeGreaterThanOrEqual(1);
        const fits = fittedSize(picture, stage);
        expect(Math.abs(view.x)).toBeLessThanOrEqual(Math.max(0, (fits.width * view.scale - stage.width) / 2));
        expect(Math.abs(view.y)).toBeLessThanOrEqual(Math.max(0, (fits.height * view.scale - stage.height) / 2));
      },
    ),
  );
});

const square = { width: 1000, height: 1000 };

test('what lies under the point stays there when it grows', () => {
  const view = zoomed(fitted, 2, { x: 100, y: -200 }, square, square);
  expect(view).toEqual({ scale: 2, x: -100, y: 200 });
  expect(zoomed(view, 0, { x: 0, y: 0 }, square, square)).toEqual(fitted);
});

test('moves as far as its edge and no further', () => {
  const view = zoomed(fitted, 2, { x: 0, y: 0 }, square, square);
  expect(panned(view, 300, 0, square, square)).toEqual({ scale: 2, x: 300, y: 0 });
  expect(panned(view, 3000, 0, square, square).x).toBe(500);
  expect(panned(fitted, 300, 300, square, square)).toEqual(fitted);
});

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { cropPixels, cropSchema, focalPosition, pictureName, readPictureName } from '#lib/media/frame.ts';

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://x/x',
    AUTH_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
    STRIPE_SECRET_KEY: 'sk_test_unit',
    STRIPE_WEBHOOK_SECRET: 'whsec_unit',
    SMTP_URL: 'smtp://127.0.0.1:1',
  });
});

const id = '01a20bec-61e2-7834-8c17-4feeab362b8d';
const place = fc.integer({ min: 0, max: 950 });
const crops = fc
  .record({ x: place, y: place, width: fc.integer({ min: 50, max: 1000 }), height: fc.integer({ min: 50, max: 1000 }) })
  .map(({ x, y, width, height }) => ({ x, y, width: Math.min(width, 1000 - x), height: Math.min(height, 1000 - y) }));
const pixels = fc.integer({ min: 1, max: 2400 });

describe('a crop', () => {
  test('is a rectangle of whole pixels within the picture', () => {
    fc.assert(
      fc.property(crops, pixels, pixels, (crop, width, height) => {
        const cut = cropPixels({ width, height }, crop);
        expect(Math.min(cut.left, cut.top)).toBeGreaterThanOrEqual(0);
        expect(Math.min(cut.width, cut.height)).toBeGreaterThanOrEqual(1);
        expect(cut.left + cut.width).toBeLessThanOrEqual(width);
        expect(cut.top + cut.height).toBeLessThanOrEqual(height);
      }),
    );
  });

  test.each([
    [{ x: 0, y: 0, width: 1000, height: 1000 }, true],
    [{ x: 500, y: 500, width: 500, height: 500 }, true],
    [{ x: 500, y: 500, width: 501, height: 500 }, false],
    [{ x: 0, y: 0, width: 49, height: 500 }, false],
    [{ x: -1, y: 0, width: 500, height: 500 }, false],
    [{ x: 0.5, y: 0, width: 500, height: 500 }, false],
  ])('%j can be kept: %s', (crop, kept) => {
    expect(cropSchema.safeParse(crop).success).toBe(kept);
  });
});

describe('the point that stays in sight', () => {
  const half = { x: 500, y: 0, width: 500, height: 1000 };
  test.each([
    [null, null, '50% 50%'],
    [{ x: 250, y: 900 }, null, '25% 90%'],
    [{ x: 750, y: 500 }, half, '50% 50%'],
    [{ x: 100, y: 500 }, half, '0% 50%'],
    [{ x: 1000, y: 0 }, half, '100% 0%'],
  ])('%j within %j lies at %s', (focal, crop, position) => {
    expect(focalPosition(focal, crop)).toBe(position);
  });
});

describe('the name of a picture', () => {
  test('says what part of it is shown, and is read back', () => {
    expect(readPictureName(pictureName(id, null))).toEqual({ mediaId: id, crop: null });
    fc.assert(
      fc.property(crops, (crop) => {
        expect(readPictureName(pictureName(id, crop))).toEqual({ mediaId: id, crop });
      }),
    );
  });

  test('that nobody here made asks for nothing', () => {
    const name = pictureName(id, { x: 0, y: 0, width: 500, height: 500 });
    const other = id.replace('01', '02');
    for (const forged of [
      name.replace('500', '501'),
      name.replace(id, other),
      `${id}_0.0.500.500_aaaaaaaaaaaa`,
      `${id}_`,
      '..',
    ])
      expect(readPictureName(forged)).toBeNull();
  });
});

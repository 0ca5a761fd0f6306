import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { likeness, likenessDistance, likenessOf } from '#lib/media/likeness.ts';

const bits = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

/** A scene of shapes at places that follow from `seed`. */
function scene(seed: number): string {
  const shapes = Array.from({ length: 9 }, (_, at) => {
    const [x, y, size, grey] = [73, 151, 31, 97].map((step, which) => (seed * step + at * (step + which * 41)) % 255);
    return `<circle cx="${(x ?? 0) * 3}" cy="${(y ?? 0) * 3}" r="${40 + (size ?? 0)}" fill="rgb(${grey},${grey},${grey})"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><rect width="800" height="800" fill="#ddd"/>${shapes.join('')}</svg>`;
}

const drawn = (seed: number) =>
  sharp(Buffer.from(scene(seed)))
    .png()
    .toBuffer();

async function apart(one: Buffer, other: Buffer): Promise<number> {
  const [first, second] = [await likenessOf(one), await likenessOf(other)];
  if (first === null || second === null) throw new Error('a scene is no plain surface');
  return likenessDistance(first, second);
}

test('the same picture, smaller, brighter and saved badly, differs in few bits', async () => {
  for (const seed of [3, 11, 29]) {
    const original = await drawn(seed);
    const copy = await sharp(original).resize(300).modulate({ brightness: 1.08 }).jpeg({ quality: 40 }).toBuffer();
    expect(await apart(original, copy)).toBeLessThanOrEqual(7);
  }
});

test('other pictures differ in many', async () => {
  const [one, other, third] = [await drawn(3), await drawn(11), await drawn(29)];
  expect(Math.min(await apart(one, other), await apart(other, third), await apart(one, third))).toBeGreaterThan(7);
});

test('a plain surface looks like nothing', async () => {
  const plain = await sharp({ create: { width: 90, height: 80, channels: 3, background: '#a50' } })
    .png()
    .toBuffer();
  expect(await likenessOf(plain)).toBeNull();
});

test('each field lighter than the one before it sets its bit, the first the highest', () => {
  const rising = Array.from({ length: 72 }, (_, at) => (at % 9) * 20);
  expect(likeness(rising)).toBe(-1n);
  expect(likeness(rising.toReversed())).toBe(0n);
  expect(likeness(rising.map((value, at) => (at === 1 ? 0 : value)))).toBe(BigInt.asIntN(64, 2n ** 63n - 1n));
});

test('distance is one of 64, none from itself, and the same both ways', () => {
  fc.assert(
    fc.property(bits, bits, fc.integer({ min: 0, max: 63 }), (one, other, bit) => {
      expect(likenessDistance(one, other)).toBe(likenessDistance(other, one));
      expect(likenessDistance(one, other)).toBeLessThanOrEqual(64);
      expect(likenessDistance(one, one)).toBe(0);
      expect(likenessDistance(one, BigInt.asIntN(64, one ^ (1n << BigInt(bit))))).toBe(1);
    }),
  );
});

import { d, group, type Point, path, put, rect, type Scene, smooth, stroke } from './svg.ts';

export type Ridge = (x: number) => number;

/** The upper edge of a range of hills: heights fall from `base` by up to `amp`. */
export function hills(s: Scene, base: number, amp: number, rough = 1): Ridge {
  const p = [0, 1, 2, 3].map(() => s.r.range(0, 9));
  const [a = 0, b = 0, c = 0, e = 0] = p;
  return (x) => {
    const t = x / 800;
    return (
      base -
      amp *
        (0.56 * Math.abs(Math.sin(t * 2.7 + a)) +
          0.3 * Math.abs(Math.sin(t * 6.1 + b)) +
          rough * (0.1 * Math.sin(t * 17 + c) + 0.05 * Math.sin(t * 41 + e)))
    );
  };
}

/** Steep limestone towers. */
export function karst(s: Scene, base: number, amp: number): Ridge {
  const count = Math.round((s.w / 800) * s.r.int(4, 6));
  const towers = Array.from({ length: count }, (_, i) => ({
    x: ((i + s.r.range(0.1, 0.9)) / count) * s.w,
    w: s.r.range(46, 92),
    h: amp * s.r.range(0.45, 1),
  }));
  return (x) =>
    base -
    Math.max(
      14 + 6 * Math.sin(x / 37),
      ...towers.map((q) => q.h * Math.exp(-(((x - q.x) / q.w) ** 4)) + 5 * Math.sin(x / 13)),
    );
}

/** Jagged peaks, straight like a print. */
export function peaks(s: Scene, base: number, amp: number): Ridge {
  const count = Math.max(2, Math.round((s.w / 800) * s.r.int(3, 5)));
  const tops: Point[] = Array.from({ length: count * 2 + 1 }, (_, i) => [
    (i / (count * 2)) * s.w * 1.1 - s.w * 0.05,
    i % 2 === 0 ? base - amp * s.r.range(0, 0.3) : base - amp * s.r.range(0.6, 1),
  ]);
  return (x) => {
    const i = tops.findIndex((q) => q[0] >= x);
    const [a, b] = [tops[Math.max(0, i - 1)], tops[Math.max(0, i)]];
    if (a === undefined || b === undefined) return base;
    return a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0] || 1);
  };
}

/** The closed shape under a ridge. */
export function below(s: Scene, ridge: Ridge, step = 20): string {
  const points: Point[] = [];
  for (let x = -step; x <= s.w + step; x += step) points.push([x, ridge(x)]);
  return d`${smooth(points)}L${s.w + step} ${s.h + 10}L${-step} ${s.h + 10}Z`;
}

/** A pine of Chinese painting leaning over, standing on (0, 0), about 200 high. */
export function pine(s: Scene, trunk: string, needles: string): string {
  const pad = (x: number, y: number, k: number): string =>
    group(
      put(x, y, 0, k),
      path('M-58 8C-54 -18 -30 -22 -16 -18C-6 -34 22 -32 28 -16C46 -18 58 -4 58 8Q0 20 -58 8Z', needles),
    );
  const lean = s.r.range(-30, 30);
  return (
    stroke(
      d`M0 6C-12 -50 ${20 + lean * 0.3} -80 ${lean * 0.5} -118C${lean * 0.7} -150 ${lean} -160 ${lean + 6} -188M4 -66q30 -20 56 -22M${lean * 0.4} -112q-34 -16 -54 -16`,
      trunk,
      9,
    ) +
    pad(70, -92, 0.8) +
    pad(-56, -132, 0.9) +
    pad(lean + 16, -156, 0.8) +
    pad(lean, -196, 1)
  );
}

/** A pagoda standing on (0, 0). */
export function pagoda(floors: number, colour: string, lit: string): string {
  let body = '';
  for (let i = 0; i < floors; i++) {
    const w = 44 - i * 5;
    const y = -i * 40;
    body +=
      rect(-w * 0.6, y - 30, w * 1.2, 30, colour) +
      rect(-5, y - 24, 10, 16, lit) +
      path(
        d`M${-w} ${y - 24}Q${-w * 0.7} ${y - 32} ${-w * 0.5} ${y - 46}H${w * 0.5}Q${w * 0.7} ${y - 32} ${w} ${y - 24}Q0 ${y - 34} ${-w} ${y - 24}Z`,
        colour,
      );
  }
  return body + path(d`M-5 ${-floors * 40 - 2}L0 ${-floors * 40 - 44}L5 ${-floors * 40 - 2}Z`, colour);
}

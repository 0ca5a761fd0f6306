import { dark, light, mix } from './colour.ts';
import { flower } from './flora.ts';
import { glow } from './light.ts';
import {
  circle,
  copies,
  d,
  group,
  linear,
  type Point,
  path,
  petal,
  poly,
  put,
  rect,
  type Scene,
  stroke,
} from './svg.ts';

/** Splits a rectangle again and again, as ice breaks. */
function shatter(s: Scene, w: number, h: number, depth: number): Point[][] {
  let shards: Point[][] = [
    [
      [0, 0],
      [w, 0],
      [w, h],
      [0, h],
    ],
  ];
  for (let k = 0; k < depth; k++) {
    shards = shards.flatMap((p) => {
      const sides = p.map((a, i) => ({ i, a, b: p[(i + 1) % p.length] ?? a }));
      const long = sides.reduce((m, q) =>
        Math.hypot(q.b[0] - q.a[0], q.b[1] - q.a[1]) > Math.hypot(m.b[0] - m.a[0], m.b[1] - m.a[1]) ? q : m,
      );
      const other = sides[(long.i + Math.floor(p.length / 2)) % p.length] ?? long;
      const along = (q: typeof long, t: number): Point => [
        q.a[0] + (q.b[0] - q.a[0]) * t,
        q.a[1] + (q.b[1] - q.a[1]) * t,
      ];
      const [x, y] = [along(long, s.r.range(0.3, 0.7)), along(other, s.r.range(0.3, 0.7))];
      const from = (start: number, end: number): Point[] => {
        const out: Point[] = [];
        for (let i = (start + 1) % p.length; ; i = (i + 1) % p.length) {
          const q = p[i];
          if (q !== undefined) out.push(q);
          if (i === end) return out;
        }
      };
      return [
        [x, ...from(long.i, other.i), y],
        [y, ...from(other.i, long.i), x],
      ];
    });
  }
  return shards;
}

/** What is seen through the window: moon, hill, bamboo. */
function garden(s: Scene, sky: string, shade: string): string {
  const moon = { x: s.w * s.r.range(0.25, 0.75), y: s.h * s.r.range(0.2, 0.4), r: s.r.range(70, 130) };
  let out =
    rect(0, 0, s.w, s.h, linear(s, `0 ${sky}, 1 ${light(sky, 0.36)}`)) +
    glow(s, moon.x, moon.y, moon.r * 2.4, s.t.paper, 0.5) +
    circle(moon.x, moon.y, moon.r, mix(s.t.paper, s.t.gold, 0.25), 'opacity=".92"');
  const blade = path(petal(110, 12), shade);
  for (let i = 0; i < 4 * (s.w / 800); i++) {
    const x = s.r.range(0, s.w);
    out += stroke(
      d`M${x} ${s.h}Q${x + 16} ${s.h * 0.5} ${x + s.r.range(-40, 60)} ${s.h * s.r.range(0, 0.3)}`,
      shade,
      s.r.range(9, 16),
      'opacity=".8"',
    );
    out += copies(
      s,
      blade,
      Array.from({ length: 9 }, (_, j) =>
        put(x + 14 + s.r.range(-8, 8), s.h * (0.16 + j * 0.085), s.r.range(60, 150) * (j % 2 === 0 ? 1 : -1)),
      ),
    );
  }
  return out;
}

/** A lattice window: cracked ice, octagons and squares, or nested frames, with a garden behind. */
export function lattice(s: Scene): string {
  const kind = s.variant(3);
  const sky = mix(s.ink(1), s.t.night ? s.t.deep : s.t.paper, s.t.night ? 0.35 : 0.3);
  const shade = mix(sky, s.t.deep, 0.55);
  const bar = s.t.night ? mix(s.ink(0), s.t.gold, 0.35) : mix(s.ink(0), s.t.deep, 0.4);
  const bars: string[] = [];
  if (kind === 0) for (const p of shatter(s, s.w, s.h, s.w > s.h ? 7 : 6)) bars.push(poly(p));
  else if (kind === 1) {
    const c = s.r.pick([133.4, 160, 200]);
    const q = c * 0.29;
    for (let y = 0; y < s.h; y += c)
      for (let x = 0; x < s.w; x += c)
        bars.push(
          d`M${x + q} ${y}h${c - 2 * q}l${q} ${q}v${c - 2 * q}l${-q} ${q}h${2 * q - c}l${-q} ${-q}v${2 * q - c}zM${x + c / 2} ${y}v${c}M${x} ${y + c / 2}h${c}`,
        );
  } else {
    const c = s.r.pick([160, 200, 266.7]);
    for (let y = 0; y < s.h; y += c * 1.25)
      for (let x = 0; x < s.w; x += c)
        for (const k of [0, 0.13, 0.26])
          bars.push(
            d`M${x + c * k} ${y + c * 1.25 * k}h${c * (1 - 2 * k)}v${c * 1.25 * (1 - 2 * k)}h${-c * (1 - 2 * k)}zM${x + c * 0.26} ${y + c * 0.62}l${c * 0.24} ${-c * 0.3}l${c * 0.24} ${c * 0.3}l${-c * 0.24} ${c * 0.3}z${k === 0.13 ? d`M${x} ${y + c * 0.62}h${c * 0.26}m${c * 0.48} 0h${c * 0.26}M${x + c / 2} ${y}v${c * 0.325}m0 ${c * 0.6}v${c * 0.325}` : ''}`,
          );
  }
  const lines = bars.join('');
  const w = kind === 0 ? 13 : 11;
  const blossoms =
    kind === 0 && s.r.chance(0.6)
      ? Array.from({ length: 9 }, () =>
          group(
            put(s.r.range(0, s.w), s.r.range(0, s.h)),
            flower(s, s.r.range(22, 34), 5, [light(s.ink(2), 0.3), light(s.ink(2), 0.6), s.t.gold]),
          ),
        ).join('')
      : '';
  const frame = (inset: number, width: number, colour: string): string =>
    rect(inset, inset, s.w - 2 * inset, s.h - 2 * inset, 'none', `stroke="${colour}" stroke-width="${width}"`);
  return (
    garden(s, sky, shade) +
    stroke(lines, '#0b0705', w, 'opacity=".22" transform="translate(6 9)"') +
    stroke(lines, dark(bar, 0.35), w) +
    stroke(lines, bar, w * 0.68, 'transform="translate(-1.5 -1.5)"') +
    stroke(lines, light(bar, 0.35), w * 0.14, 'transform="translate(-3.5 -4)"') +
    blossoms +
    frame(16, 36, dark(bar, 0.3)) +
    frame(14, 26, bar) +
    frame(34, 3, light(bar, 0.3))
  );
}

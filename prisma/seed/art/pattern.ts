import { dark, mix } from './colour.ts';
import { cloud, flower, leaf, lotus, spiral, tulip } from './flora.ts';
import { at } from './random.ts';
import { circle, d, group, linear, num, path, petal, put, rect, ring, type Scene, stroke, tile, wheel } from './svg.ts';

interface Repeat {
  readonly w: number;
  readonly h: number;
  readonly part: string;
}

/** The parts that repeat, drawn round (0, 0), each with the size of its repeat. */
function repeats(s: Scene, [a, b, e]: readonly [string, string, string], gold: string, ground: string): Repeat[] {
  return [
    {
      w: 270,
      h: 220,
      part:
        cloud(a, gold, 5) +
        group(put(0, 62), stroke(spiral(16, 1.6), b, 4) + circle(40, 0, 6, e) + circle(-40, 0, 6, e)),
    },
    {
      w: 240,
      h: 300,
      part:
        stroke(
          'M0 -150C70 -90 120 -70 120 0C120 70 70 90 0 150C-70 90 -120 70 -120 0C-120 -70 -70 -90 0 -150Z',
          gold,
          6,
        ) +
        group('translate(0 40)', lotus(86, a, b)) +
        group('translate(0 66)', flower(s, 20, 6, [e, gold, a])) +
        circle(0, -84, 8, gold),
    },
    {
      w: 300,
      h: 320,
      part:
        group('translate(0 -20)', flower(s, 66, 9, [a, b, gold])) +
        [-1, 1]
          .map((k) =>
            group(
              put(0, 40, k * 34),
              stroke(d`M0 0Q${k * -20} -60 0 -116`, e, 6) +
                group('translate(0 -100)', tulip(46, [b, a, gold])) +
                group(put(0, -46, k * 60), leaf(44, 15, e)),
            ),
          )
          .join('') +
        group(put(0, 36, 180), leaf(90, 26, e)),
    },
    {
      w: 200,
      h: 200,
      part:
        ring(0, 0, 99, a, 9) +
        wheel(s, path(petal(92, 26), b), 4, [0, 0], 0, 45) +
        circle(0, 0, 20, gold) +
        circle(0, 0, 9, ground),
    },
  ];
}

/** Repeats: cloud brocade, lotus ogee, folk garden, coins. */
export function pattern(s: Scene): string {
  const ground = s.r.chance(0.55) ? (s.t.night ? s.t.ground : mix(s.t.paper, s.t.ground, 0.5)) : dark(s.ink(0), 0.25);
  const c = [0, 1, 2, 3].map((i) => s.on(s.r.int(0, 1) + i, ground));
  const [a = '', b = '', e = ''] = c;
  const gold = mix(s.t.gold, ground, 0.08);
  const both = (w: number, h: number, part: string): string =>
    part +
    [
      [-w / 2, -h / 2],
      [w / 2, -h / 2],
      [-w / 2, h / 2],
      [w / 2, h / 2],
    ]
      .map(([x = 0, y = 0]) => group(put(x, y), part))
      .join('');
  const draw = at(repeats(s, [a, b, e], gold, ground), s.variant(4));
  const place = `translate(${num(s.w / 2)} ${num(s.h / 2)}) scale(${s.r.pick(['0.85', '0.95', '1.05', '1.2'])})`;
  const cell = group(put(draw.w / 2, draw.h / 2), both(draw.w, draw.h, draw.part));
  const sheen = linear(s, '0 #ffffff 0.17, 0.35 #ffffff 0, 0.6 #ffffff 0.08, 1 #000000 0.2', [1, 0.8]);
  return (
    rect(0, 0, s.w, s.h, ground) +
    rect(0, 0, s.w, s.h, tile(s, draw.w, draw.h, cell, place)) +
    rect(0, 0, s.w, s.h, sheen)
  );
}

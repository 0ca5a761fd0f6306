import { dark, mix } from './colour.ts';
import { artwork } from './covers.ts';
import { cast, slab } from './light.ts';
import { circle, clip, group, linear, type Point, path, put, rect, ring, type Scene, smooth, stroke } from './svg.ts';

type Cover = readonly [ground: string, a: string, b: string, e: string];

/** Sleeve art: lines of sound that swell in the middle, and a sun. */
function waves([ground, a, b, e]: Cover, side: number): string {
  return (
    rect(0, 0, side, side, ground) +
    [0, 1, 2, 3, 4, 5, 6, 7, 8]
      .map((i) =>
        stroke(
          smooth(
            Array.from(
              { length: 15 },
              (_, j): Point => [
                j * 40,
                150 + i * 38 + Math.sin(j * 0.9 + i * 0.7) * (10 + 60 * Math.exp(-(((j - 7) / 3.4) ** 2))),
              ],
            ),
          ),
          [a, b, e][i % 3] ?? a,
          13,
        ),
      )
      .join('') +
    circle(430, 110, 56, a)
  );
}

/** Sleeve art: quarter circles in a grid. */
function arcs(s: Scene, [ground, a, b, e]: Cover, side: number): string {
  return (
    rect(0, 0, side, side, ground) +
    [0, 1, 2, 3]
      .flatMap((i) =>
        [0, 1, 2, 3].map((j) =>
          group(
            put(i * 140 + 70, j * 140 + 70, 90 * s.r.int(0, 3)),
            path('M-70 -70H70A140 140 0 0 1 -70 70Z', [a, b, e, mix(a, ground, 0.5)][s.r.int(0, 3)] ?? a) +
              path('M-70 -70H0A70 70 0 0 1 -70 0Z', [ground, e, b][s.r.int(0, 2)] ?? ground),
          ),
        ),
      )
      .join('')
  );
}

/** A long-playing record half out of its sleeve. */
export function album(s: Scene): string {
  const side = 560;
  const out = s.r.range(120, 190);
  const dir = s.r.chance(0.7) ? 1 : -1;
  const vinyl = s.r.chance(0.7) ? '#14110f' : dark(s.ink(1), 0.3);
  const label = s.on(2, vinyl);
  const grooves = [250, 232, 214, 196, 178, 160, 142, 124]
    .map((r) => ring(0, 0, r, '#ffffff', 1.3, 'opacity=".13"'))
    .join('');
  const shine =
    path('M0 0L-120 -240A268 268 0 0 1 -30 -266ZM0 0L120 240A268 268 0 0 1 30 266Z', '#ffffff', 'opacity=".16"') +
    path('M0 0L250 -96A268 268 0 0 1 266 -20ZM0 0L-250 96A268 268 0 0 1 -266 20Z', '#ffffff', 'opacity=".1"');
  const disc =
    circle(8, 20, 268, '#000000', 'opacity=".2"') +
    circle(0, 0, 268, vinyl) +
    grooves +
    shine +
    circle(0, 0, 92, label) +
    ring(0, 0, 78, s.t.paper, 4) +
    circle(0, 0, 30, s.t.paper) +
    circle(0, 0, 9, s.t.deep);
  const sleeve = slab(0, 0, side, side, 3);
  const kind = s.variant(3);
  const ground = s.r.chance(0.5) ? s.t.paper : s.ink(0);
  const c: Cover = [ground, s.on(1, ground), s.on(2, ground), s.on(3, ground)];
  const art = kind === 0 ? waves(c, side) : kind === 1 ? arcs(s, c, side) : artwork(s, side, side);
  const light1 = path(sleeve, linear(s, '0 #ffffff 0.22, 0.45 #ffffff 0, 1 #000000 0.2', [1, 1]));
  const cover =
    cast(sleeve, 20) +
    clip(s, sleeve, art) +
    light1 +
    rect(dir > 0 ? side - 8 : 0, 0, 8, side, '#000000', 'opacity=".2"');
  const left = 400 - side / 2 - dir * out * 0.42;
  const turn = s.r.range(-6, 6);
  return group(
    put(400, 500, turn, 0.98),
    group(
      'translate(-400 -500)',
      group(put(left + side / 2 + dir * out, 500, s.r.int(0, 90)), disc) + group(put(left, 220), cover),
    ),
  );
}

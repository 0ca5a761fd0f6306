import { mix } from './colour.ts';
import { cockerel, flower, leaf } from './flora.ts';
import { cast, slab } from './light.ts';
import { circle, d, group, lobe, path, petal, put, rect, ring, type Scene, stroke, wheel } from './svg.ts';

/** The star of Łowicz: layers of cut petals. */
function star(s: Scene, c: readonly string[], hole: string): string {
  const n = s.r.pick([8, 10, 12, 16]);
  const wide = (2 * Math.PI * 250) / n;
  const pick = (i: number): string => c[i % c.length] ?? hole;
  const layered = (len: number, w: number, i: number): string =>
    path(lobe(len, w), pick(i)) +
    path(lobe(len * 0.76, w * 0.66), pick(i + 1)) +
    path(lobe(len * 0.5, w * 0.42), pick(i + 2)) +
    path(petal(len * 0.34, w * 0.18), hole);
  const sharp = (len: number, w: number, i: number): string =>
    path(petal(len, w), pick(i)) +
    path(petal(len * 0.74, w * 0.55), hole) +
    path(petal(len * 0.6, w * 0.34), pick(i + 1)) +
    circle(0, -len - 13, 8, pick(i + 2));
  const first = s.r.chance(0.5) ? layered : sharp;
  const outer = wheel(s, first(190, wide * 0.42, 0), n, [400, 500], 150);
  const between = wheel(
    s,
    stroke('M0 0V-70', pick(2), 6) + circle(0, -82, 15, pick(2)) + circle(0, -82, 6, hole),
    n,
    [400, 500],
    250,
    180 / n,
  );
  const disc = circle(400, 500, 196, pick(1)) + wheel(s, circle(0, 0, 18, pick(1)), n * 2, [400, 500], 196);
  return (
    outer +
    between +
    disc +
    wheel(s, layered(130, wide * 0.3, 2), n, [400, 500], 62) +
    circle(400, 500, 76, pick(0)) +
    group(put(400, 500), flower(s, 66, 8, [hole, pick(2), pick(0)]))
  );
}

/** Two cockerels before a flowering tree, folded and cut in one go. */
function pair(s: Scene, c: readonly string[], hole: string): string {
  const pick = (i: number): string => c[i % c.length] ?? hole;
  const bird = group(put(212, 800, 0, 0.98), cockerel([pick(0), pick(1), pick(2), pick(3)], hole));
  const spray = [0, 1, 2]
    .map((i) =>
      group(
        put(400, 640 - i * 130, 38 + i * 8),
        stroke(d`M0 0Q20 ${-60} 0 ${-140 + i * 26}`, pick(1), 9) +
          group('translate(14 -64)', group('rotate(50)', leaf(62, 22, pick(1)))) +
          group(put(0, -150 + i * 26), flower(s, 50 - i * 6, 7, [pick(i), pick(i + 2), hole])),
      ),
    )
    .join('');
  const side = bird + group('translate(800 0) scale(-1 1)', spray);
  const fringe = Array.from({ length: 17 }, (_, i) =>
    path(d`M${140 + i * 31} 812h26l-13 ${40 + 34 * Math.abs(Math.sin(i * 0.9))}z`, pick(i % 3)),
  ).join('');
  return (
    stroke('M400 812V240', pick(1), 18) +
    side +
    group('translate(800 0) scale(-1 1)', side) +
    rect(120, 796, 560, 20, pick(0)) +
    fringe +
    group(put(400, 210), flower(s, 92, s.r.int(8, 11), [pick(0), pick(2), hole])) +
    group(put(400, 480), path(petal(90, 40), pick(2), 'transform="translate(0 45)"') + circle(0, 0, 14, hole))
  );
}

/** A window flower of northern China: one sheet, one colour, cut through. */
function windowFlower(s: Scene, c: readonly string[], hole: string): string {
  const red = c[0] ?? hole;
  const n = s.r.pick([4, 6, 8]);
  const edge = wheel(s, path(lobe(64, 26), red) + path(petal(40, 10), hole), n * 4, [400, 500], 276);
  const moons = wheel(
    s,
    path('M-44 0Q0 -44 44 0Q0 -22 -44 0Z', hole) + path('M-30 14Q0 -16 30 14Q0 2 -30 14Z', hole),
    n * 2,
    [400, 500],
    232,
  );
  const butterfly =
    path('M0 0C-20 -60 -90 -90 -84 -30C-80 4 -30 6 0 0C30 6 80 4 84 -30C90 -90 20 -60 0 0Z', hole) +
    path('M0 -6C-16 -40 -60 -62 -58 -28C-54 -8 -24 -6 0 -6C24 -6 54 -8 58 -28C60 -62 16 -40 0 -6Z', red) +
    wheel(s, circle(0, 0, 5, hole), 2, [0, -30], 40, 90);
  const fish =
    path('M-70 0C-40 -44 20 -44 46 -6L84 -34L74 0L84 34L46 6C20 44 -40 44 -70 0Z', hole) +
    stroke('M-36 -16q12 16 0 32M-12 -22q14 22 0 44M12 -18q12 18 0 36', red, 5) +
    circle(-50, -6, 5, red);
  const inner = wheel(s, s.r.chance(0.5) ? butterfly : fish, n, [400, 500], 150);
  const heart = circle(400, 500, 74, hole) + group(put(400, 500), flower(s, 68, n + 2, [red, hole, red]));
  return circle(400, 500, 284, red) + edge + moons + ring(400, 500, 206, hole, 7) + inner + heart;
}

/** A paper cut: star, pair of cockerels, or window flower, lying a little above the paper. */
export function papercut(s: Scene): string {
  const kind = s.variant(3);
  const hole = s.t.night ? s.t.ground : mix(s.t.paper, s.t.ground, 0.25);
  const c = [0, 1, 2, 3, 4].map((i) => s.on(i, hole));
  const sheet = slab(54, 64, 692, 872, 3);
  const mount = s.t.night ? '' : cast(sheet, 9, 0.05) + path(sheet, hole);
  const turn = kind === 0 ? s.r.int(0, 20) : 0;
  const cutting = kind === 0 ? star(s, c, hole) : kind === 1 ? pair(s, c, hole) : windowFlower(s, c, hole);
  const raised = group(`rotate(${turn} 400 500)`, cutting);
  return mount + circle(410, 522, 316, '#1a0d05', kind === 1 ? 'opacity="0"' : 'opacity=".07"') + raised;
}

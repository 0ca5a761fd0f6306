import { dark, light, mix } from './colour.ts';
import { cockerel, flower, lotus, spiral } from './flora.ts';
import { cast, slab } from './light.ts';
import { at } from './random.ts';
import { circle, d, drop, group, linear, path, petal, put, radial, ring, type Scene, stroke, wheel } from './svg.ts';

interface Glaze {
  readonly clay: string;
  readonly inks: readonly string[];
  readonly pale: string;
}

/** Troyan: rings of slip with drops combed through them. */
function troyan(s: Scene, g: Glaze): string {
  const count = s.r.pick([16, 20, 24, 28]);
  let r = 318;
  let body = '';
  let k = s.r.int(0, 2);
  while (r > 70) {
    const step = s.r.range(40, 64);
    const ground = g.inks[k % g.inks.length] ?? g.clay;
    body += circle(400, 500, r, ground);
    const pale = k % 2 === 0 ? g.pale : (g.inks[(k + 1) % g.inks.length] ?? g.pale);
    const n = Math.max(10, Math.round((count * r) / 330));
    const one = path(drop(step * 0.95, step * 0.2), pale) + circle(0, -step * 0.2, step * 0.08, ground);
    body += wheel(s, one, n, [400, 500], r - step * 0.93, k * 7) + ring(400, 500, r, g.pale, 3.5);
    r -= step;
    k++;
  }
  return (
    body +
    circle(400, 500, r, g.inks[0] ?? g.clay) +
    group(put(400, 500), flower(s, r * 0.92, 8, [g.pale, g.inks[1] ?? g.clay, g.pale]))
  );
}

/** Horezu: a pale plate, feathered rim, spirals and a cockerel or a star in the middle. */
function horezu(s: Scene, g: Glaze): string {
  const [a, b, c] = [g.inks[0] ?? g.clay, g.inks[1] ?? g.clay, g.inks[2] ?? g.clay];
  const n = s.r.pick([10, 12, 14]);
  const comb = [0, 1, 2].map((i) => {
    const w = (2 * Math.PI * 290) / n;
    return stroke(
      d`M${-w / 2} ${i * 17}Q${-w / 4} ${i * 17 - 44} 0 ${i * 17}T${w / 2} ${i * 17}`,
      [a, b, c][i] ?? a,
      9,
    );
  });
  const rim = wheel(s, comb.join(''), n, [400, 500], 296) + ring(400, 500, 330, a, 12) + ring(400, 500, 248, a, 5);
  if (s.r.chance(0.55)) {
    const bird = group(
      put(402, 620, 0, (s.r.chance(0.5) ? 1 : -1) * 1.05, 1.05),
      cockerel([a, b, c, g.inks[3] ?? b], g.pale),
    );
    return circle(400, 500, 334, g.pale) + rim + bird + wheel(s, circle(0, 0, 6, b), 26, [400, 500], 230);
  }
  const curl = stroke(spiral(34, 2), b, 6);
  const star = wheel(s, path(petal(150, 46), a) + path(petal(112, 26), b) + path(petal(70, 11), g.pale), 8, [400, 500]);
  return (
    circle(400, 500, 334, g.pale) +
    rim +
    wheel(s, curl, 8, [400, 500], 192, 22.5) +
    star +
    circle(400, 500, 28, c) +
    circle(400, 500, 12, g.pale)
  );
}

/** Blue-and-white: lotus pond or medallion inside a lappet rim. */
function bluewhite(s: Scene, g: Glaze): string {
  const [a, b] = [g.inks[0] ?? g.clay, g.inks[1] ?? g.clay];
  const n = s.r.pick([16, 20, 24]);
  const lappet =
    path('M-26 -22C-26 10 -12 22 0 34C12 22 26 10 26 -22Z', a) + path('M-12 -14C-12 4 -6 12 0 18C6 12 12 4 12 -14Z', b);
  const rim =
    ring(400, 500, 326, a, 7) +
    wheel(s, group('rotate(180)', lappet), n, [400, 500], 290) +
    ring(400, 500, 250, a, 6) +
    ring(400, 500, 238, a, 2);
  const scroll =
    stroke(spiral(26, 1.7), a, 5) +
    stroke('M26 0C50 -10 60 20 88 4', a, 5) +
    group(put(40, 2, 40), path(petal(30, 12), b));
  const vine = wheel(s, scroll, 8, [400, 500], 196);
  const heart = s.r.chance(0.5)
    ? group(
        put(400, 560),
        lotus(130, b, light(b, 0.55)) + stroke('M-120 10Q-60 30 0 10T120 10M-80 34Q-30 50 20 34T90 34', a, 5),
      )
    : group(
        put(400, 500),
        flower(s, 140, 9, [a, b, g.pale]) + wheel(s, group('translate(0 -112)', circle(0, 0, 7, g.pale)), 9, [0, 0]),
      );
  return circle(400, 500, 334, g.pale) + rim + vine + circle(400, 500, 158, g.pale) + ring(400, 500, 158, a, 4) + heart;
}

/** A plate from above: Troyan, Horezu, or blue-and-white. */
export function plate(s: Scene): string {
  const clay = s.r.chance(0.5) ? dark(s.ink(0), 0.3) : s.ink(0);
  const pale = mix(s.t.paper, s.t.gold, 0.08);
  const glaze: Glaze = { clay, inks: [0, 1, 2, 3].map((i) => s.on(i, pale)), pale };
  const paint = at([troyan, horezu, bluewhite], s.variant(3));
  const size = s.r.range(0.94, 1.04);
  const edge = slab(46, 146, 708, 708, 354);
  const well = radial(
    s,
    '0 #000000 0, 0.66 #000000 0, 0.7 #1a0d05 0.2, 0.735 #ffffff 0.26, 0.78 #ffffff 0.04, 0.95 #000000 0, 1 #1a0d05 0.32',
  );
  const sheen = linear(s, '0 #ffffff 0.3, 0.4 #ffffff 0, 0.75 #1a0d05 0.04, 1 #1a0d05 0.3', [0.8, 1], [0.15, 0]);
  const spin = s.r.int(0, 30);
  const painted = paint === troyan ? group(`rotate(${spin} 400 500)`, paint(s, glaze)) : paint(s, glaze);
  const body =
    cast(edge, 20, 0.08) +
    path(edge, clay) +
    painted +
    path(edge, well) +
    path(edge, sheen) +
    stroke('M180 300A300 300 0 0 1 330 214', '#ffffff', 12, 'opacity=".38"');
  return group(put(400, 500, 0, size), group('translate(-400 -500)', body));
}

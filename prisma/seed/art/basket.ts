import { dark, light, mix } from './colour.ts';
import { flower, leaf } from './flora.ts';
import { under } from './light.ts';
import {
  circle,
  clip,
  copies,
  d,
  group,
  linear,
  oval,
  type Point,
  path,
  put,
  radial,
  rect,
  type Scene,
  stroke,
  tile,
} from './svg.ts';

/** What the basket holds: apples, buns or flowers; each kind in two colours by turns. */
function fillings(s: Scene, straw: string): (index: number) => string {
  const fruit = s.variant(3);
  const [red, red2] = [mix(s.on(0, straw), '#b8321f', 0.35), mix(s.on(2, straw), '#d8912a', 0.3)];
  const apple = (c: string): string =>
    circle(0, 0, 58, radial(s, `0 ${light(c, 0.6)}, 0.5 ${c}, 1 ${dark(c, 0.45)}`, [0.36, 0.3], 0.75)) +
    stroke('M0 -48q4 -20 16 -26', dark(s.t.wood, 0.4), 6) +
    group(put(8, -60, 60), leaf(40, 14, s.t.leaf));
  const bun = (c: string): string =>
    oval(0, 0, 74, 54, radial(s, '0 #f3c57c, 0.6 #c98238, 1 #7a4318', [0.4, 0.25], 0.8)) +
    stroke('M-40 -10q40 -44 80 0M-52 14q52 -40 104 0', light(c, 0.8), 6, 'opacity=".6"');
  const bloom = (c: string): string => flower(s, 66, 9, [c, light(c, 0.4), s.t.gold]);
  const thing = [apple, bun, bloom][fruit] ?? apple;
  return (i) => thing(i % 2 === 0 ? red : red2);
}

/** Woven willow, as a fill. */
function wicker(s: Scene, straw: string): string {
  return tile(
    s,
    56,
    44,
    rect(0, 0, 56, 44, dark(straw, 0.5)) +
      rect(2, 1, 52, 19, straw, 'rx="9"') +
      rect(-26, 23, 52, 19, light(straw, 0.12), 'rx="9"') +
      rect(30, 23, 52, 19, light(straw, 0.12), 'rx="9"') +
      rect(6, 3, 40, 5, light(straw, 0.5), 'rx="3" opacity=".55"') +
      rect(-22, 25, 44, 5, light(straw, 0.5), 'rx="3" opacity=".5"'),
    'skewY(2)',
  );
}

/** A willow basket with a handle, and what was gathered in it. */
export function basket(s: Scene): string {
  const straw = mix(s.r.pick(['#b98a4e', '#8f5f33', '#cfa365']), s.ink(0), 0.08);
  const dyed = s.on(1, straw);
  const [top, low] = [s.r.range(270, 310), s.r.range(190, 240)];
  const outline = d`M${400 - top} 560Q400 616 ${400 + top} 560L${400 + low} 836Q400 876 ${400 - low} 836Z`;
  const bandFill = tile(
    s,
    56,
    22,
    rect(0, 0, 56, 22, dark(dyed, 0.4)) +
      rect(2, 1, 26, 19, dyed, 'rx="8"') +
      rect(30, 1, 24, 19, s.on(2, straw), 'rx="8"'),
  );
  const bands = [640, 760]
    .slice(s.r.int(0, 1))
    .map((y) => path(d`M0 ${y}Q400 ${y + 46} 800 ${y}v44Q400 ${y + 90} 0 ${y + 44}Z`, bandFill))
    .join('');
  const rise = s.r.range(150, 230);
  const arc = d`M${400 - top + 12} 566C${400 - top - 10} ${rise} ${400 + top + 10} ${rise} ${400 + top - 12} 566`;
  const handle =
    stroke(arc, dark(straw, 0.5), 42) +
    stroke(arc, straw, 32) +
    stroke(arc, dark(straw, 0.35), 32, 'stroke-dasharray="4 18" stroke-linecap="butt"') +
    stroke(arc, light(straw, 0.5), 6, 'opacity=".6" transform="translate(-4 -8)"');
  const filling = fillings(s, straw);
  const spots: Point[] = [
    [-180, 530],
    [-64, 506],
    [60, 500],
    [178, 530],
    [-120, 560],
    [0, 560],
    [120, 562],
  ];
  const heap = spots
    .map(([x, y], i) => group(put(400 + x * (top / 290), y + s.r.range(-10, 8), s.r.range(-20, 20)), filling(i)))
    .join('');
  const greens = copies(
    s,
    leaf(110, 30, mix(s.t.leaf, s.t.deep, s.t.night ? 0 : 0.15)),
    [-70, -45, -18, 20, 46, 72].map((turn) => put(400 + turn * 3.2, 540, turn)),
  );
  const rim = d`M${400 - top} 560Q400 616 ${400 + top} 560`;
  return (
    under(s, 400, 858, low * 1.25, 34) +
    handle +
    oval(400, 562, top, 32, dark(straw, 0.65)) +
    greens +
    heap +
    path(outline, wicker(s, straw)) +
    clip(s, outline, bands) +
    path(outline, linear(s, '0 #1a0d05 0.42, 0.3 #ffffff 0.12, 0.6 #1a0d05 0, 1 #1a0d05 0.5', [1, 0])) +
    stroke(rim, dark(straw, 0.45), 34) +
    stroke(rim, straw, 26) +
    stroke(rim, dark(straw, 0.32), 26, 'stroke-dasharray="5 20" stroke-linecap="butt"')
  );
}

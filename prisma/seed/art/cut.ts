import { dark, light, mix } from './colour.ts';
import { cloud, cockerel, flower, leaf, lotus, spiral, tulip } from './flora.ts';
import { cast, glow, slab } from './light.ts';
import { circle, clip, copies, d, group, linear, lobe, num, path, petal, type Point, poly, put, rect, ring, type Scene, stroke, tile, wheel } from './svg.ts';

/** The star of Łowicz: layers of cut petals. */
function star(s: Scene, c: readonly string[], hole: string): string {
  const n = s.r.pick([8, 10, 12, 16]);
  const wide = (2 * Math.PI * 250) / n;
  const pick = (i: number): string => c[i % c.length] ?? hole;
  const layered = (len: number, w: number, i: number): string =>
    path(lobe(len, w), pick(i)) + path(lobe(len * 0.76, w * 0.66), pick(i + 1)) + path(lobe(len * 0.5, w * 0.42), pick(i + 2)) + path(petal(len * 0.34, w * 0.18), hole);
  const sharp = (len: number, w: number, i: number): string =>
    path(petal(len, w), pick(i)) + path(petal(len * 0.74, w * 0.55), hole) + path(petal(len * 0.6, w * 0.34), pick(i + 1)) + circle(0, -len - 13, 8, pick(i + 2));
  const first = s.r.chance(0.5) ? layered : sharp;
  const outer = wheel(s, first(190, wide * 0.42, 0), n, [400, 500], 150);
  const between = wheel(s, stroke('M0 0V-70', pick(2), 6) + circle(0, -82, 15, pick(2)) + circle(0, -82, 6, hole), n, [400, 500], 250, 180 / n);
  const disc = circle(400, 500, 196, pick(1)) + wheel(s, circle(0, 0, 18, pick(1)), n * 2, [400, 500], 196);
  return outer + between + disc + wheel(s, layered(130, wide * 0.3, 2), n, [400, 500], 62) + circle(400, 500, 76, pick(0)) + group(put(400, 500), flower(s, 66, 8, [hole, pick(2), pick(0)]));
}

/** Two cockerels before a flowering tree, folded and cut in one go. */
function pair(s: Scene, c: readonly string[], hole: string): string {
  const pick = (i: number): string => c[i % c.length] ?? hole;
  const bird = group(put(212, 800, 0, 0.98), cockerel([pick(0), pick(1), pick(2), pick(3)], hole));
  const spray = [0, 1, 2].map((i) => group(put(400, 640 - i * 130, 38 + i * 8), stroke(d`M0 0Q20 ${-60} 0 ${-140 + i * 26}`, pick(1), 9) + group('translate(14 -64)', group('rotate(50)', leaf(62, 22, pick(1)))) + group(put(0, -150 + i * 26), flower(s, 50 - i * 6, 7, [pick(i), pick(i + 2), hole])))).join('');
  const side = bird + group('translate(800 0) scale(-1 1)', spray);
  const fringe = Array.from({ length: 17 }, (_, i) => path(d`M${140 + i * 31} 812h26l-13 ${40 + 34 * Math.abs(Math.sin(i * 0.9))}z`, pick(i % 3))).join('');
  return stroke('M400 812V240', pick(1), 18) + side + group('translate(800 0) scale(-1 1)', side) + rect(120, 796, 560, 20, pick(0)) + fringe + group(put(400, 210), flower(s, 92, s.r.int(8, 11), [pick(0), pick(2), hole])) + group(put(400, 480), path(petal(90, 40), pick(2), 'transform="translate(0 45)"') + circle(0, 0, 14, hole));
}

/** A window flower of northern China: one sheet, one colour, cut through. */
function windowFlower(s: Scene, c: readonly string[], hole: string): string {
  const red = c[0] ?? hole;
  const n = s.r.pick([4, 6, 8]);
  const edge = wheel(s, path(lobe(64, 26), red) + path(petal(40, 10), hole), n * 4, [400, 500], 276);
  const moons = wheel(s, path('M-44 0Q0 -44 44 0Q0 -22 -44 0Z', hole) + path('M-30 14Q0 -16 30 14Q0 2 -30 14Z', hole), n * 2, [400, 500], 232);
  const butterfly = path('M0 0C-20 -60 -90 -90 -84 -30C-80 4 -30 6 0 0C30 6 80 4 84 -30C90 -90 20 -60 0 0Z', hole) + path('M0 -6C-16 -40 -60 -62 -58 -28C-54 -8 -24 -6 0 -6C24 -6 54 -8 58 -28C60 -62 16 -40 0 -6Z', red) + wheel(s, circle(0, 0, 5, hole), 2, [0, -30], 40, 90);
  const fish = path('M-70 0C-40 -44 20 -44 46 -6L84 -34L74 0L84 34L46 6C20 44 -40 44 -70 0Z', hole) + stroke('M-36 -16q12 16 0 32M-12 -22q14 22 0 44M12 -18q12 18 0 36', red, 5) + circle(-50, -6, 5, red);
  const inner = wheel(s, s.r.chance(0.5) ? butterfly : fish, n, [400, 500], 150);
  const heart = circle(400, 500, 74, hole) + group(put(400, 500), flower(s, 68, n + 2, [red, hole, red]));
  return circle(400, 500, 284, red) + edge + moons + ring(400, 500, 206, hole, 7) + inner + heart;
}

/** A paper cut: star, pair of cockerels, or window flower, lying a little above the paper. */
export function papercut(s: Scene): string {
  const kind = s.r.int(0, 2);
  const hole = s.t.night ? s.t.ground : mix(s.t.paper, s.t.ground, 0.25);
  const c = [0, 1, 2, 3, 4].map((i) => s.on(i, hole));
  const sheet = slab(54, 64, 692, 872, 3);
  const mount = s.t.night ? '' : cast(sheet, 9, 0.05) + path(sheet, hole);
  const turn = kind === 0 ? s.r.int(0, 20) : 0;
  const cutting = kind === 0 ? star(s, c, hole) : kind === 1 ? pair(s, c, hole) : windowFlower(s, c, hole);
  const raised = group(`rotate(${turn} 400 500)`, cutting);
  return mount + circle(410, 522, 316, '#1a0d05', kind === 1 ? 'opacity="0"' : 'opacity=".07"') + raised;
}

/** Splits a rectangle again and again, as ice breaks. */
function shatter(s: Scene, w: number, h: number, depth: number): Point[][] {
  let shards: Point[][] = [[[0, 0], [w, 0], [w, h], [0, h]]];
  for (let k = 0; k < depth; k++) {
    shards = shards.flatMap((p) => {
      const sides = p.map((a, i) => ({ i, a, b: p[(i + 1) % p.length] ?? a }));
      const long = sides.reduce((m, q) => (Math.hypot(q.b[0] - q.a[0], q.b[1] - q.a[1]) > Math.hypot(m.b[0] - m.a[0], m.b[1] - m.a[1]) ? q : m));
      const other = sides[(long.i + Math.floor(p.length / 2)) % p.length] ?? long;
      const along = (q: typeof long, t: number): Point => [q.a[0] + (q.b[0] - q.a[0]) * t, q.a[1] + (q.b[1] - q.a[1]) * t];
      const [x, y] = [along(long, s.r.range(0.3, 0.7)), along(other, s.r.range(0.3, 0.7))];
      const from = (start: number, end: number): Point[] => {
        const out: Point[] = [];
        for (let i = (start + 1) % p.length; ; i = (i + 1) % p.length) {
          const q = p[i];
          if (q !== undefined) out.push(q);
          if (i === end) return out;
        }
      };
      return [[x, ...from(long.i, other.i), y], [y, ...from(other.i, long.i), x]];
    });
  }
  return shards;
}

/** What is seen through the window: moon, hill, bamboo. */
function garden(s: Scene, sky: string, shade: string): string {
  const moon = { x: s.w * s.r.range(0.25, 0.75), y: s.h * s.r.range(0.2, 0.4), r: s.r.range(70, 130) };
  let out = rect(0, 0, s.w, s.h, linear(s, [[0, sky], [1, light(sky, 0.36)]])) + glow(s, moon.x, moon.y, moon.r * 2.4, s.t.paper, 0.5) + circle(moon.x, moon.y, moon.r, mix(s.t.paper, s.t.gold, 0.25), 'opacity=".92"');
  const blade = path(petal(110, 12), shade);
  for (let i = 0; i < 4 * (s.w / 800); i++) {
    const x = s.r.range(0, s.w);
    out += stroke(d`M${x} ${s.h}Q${x + 16} ${s.h * 0.5} ${x + s.r.range(-40, 60)} ${s.h * s.r.range(0, 0.3)}`, shade, s.r.range(9, 16), 'opacity=".8"');
    out += copies(s, blade, Array.from({ length: 9 }, (_, j) => put(x + 14 + s.r.range(-8, 8), s.h * (0.16 + j * 0.085), s.r.range(60, 150) * (j % 2 === 0 ? 1 : -1))));
  }
  return out;
}

/** A lattice window: cracked ice, octagons and squares, or nested frames, with a garden behind. */
export function lattice(s: Scene): string {
  const kind = s.r.int(0, 2);
  const sky = mix(s.ink(1), s.t.night ? s.t.deep : s.t.paper, s.t.night ? 0.35 : 0.3);
  const shade = mix(sky, s.t.deep, 0.55);
  const bar = s.t.night ? mix(s.ink(0), s.t.gold, 0.35) : mix(s.ink(0), s.t.deep, 0.4);
  const bars: string[] = [];
  if (kind === 0) for (const p of shatter(s, s.w, s.h, s.w > s.h ? 7 : 6)) bars.push(poly(p));
  else if (kind === 1) {
    const c = s.r.pick([100, 133.4, 160]);
    const q = c * 0.29;
    for (let y = 0; y < s.h; y += c) for (let x = 0; x < s.w; x += c) bars.push(d`M${x + q} ${y}h${c - 2 * q}l${q} ${q}v${c - 2 * q}l${-q} ${q}h${2 * q - c}l${-q} ${-q}v${2 * q - c}zM${x + c / 2} ${y}v${c}M${x} ${y + c / 2}h${c}`);
  } else {
    const c = s.r.pick([160, 200, 266.7]);
    for (let y = 0; y < s.h; y += c * 1.25) for (let x = 0; x < s.w; x += c) for (const k of [0, 0.13, 0.26]) bars.push(d`M${x + c * k} ${y + c * 1.25 * k}h${c * (1 - 2 * k)}v${c * 1.25 * (1 - 2 * k)}h${-c * (1 - 2 * k)}zM${x + c * 0.26} ${y + c * 0.62}l${c * 0.24} ${-c * 0.3}l${c * 0.24} ${c * 0.3}l${-c * 0.24} ${c * 0.3}z${k === 0.13 ? d`M${x} ${y + c * 0.62}h${c * 0.26}m${c * 0.48} 0h${c * 0.26}M${x + c / 2} ${y}v${c * 0.325}m0 ${c * 0.6}v${c * 0.325}` : ''}`);
  }
  const lines = bars.join('');
  const w = kind === 0 ? 13 : 11;
  const blossoms = kind === 0 && s.r.chance(0.6) ? Array.from({ length: 9 }, () => group(put(s.r.range(0, s.w), s.r.range(0, s.h)), flower(s, s.r.range(22, 34), 5, [light(s.ink(2), 0.3), light(s.ink(2), 0.6), s.t.gold]))).join('') : '';
  const frame = (inset: number, width: number, colour: string): string => rect(inset, inset, s.w - 2 * inset, s.h - 2 * inset, 'none', `stroke="${colour}" stroke-width="${width}"`);
  return garden(s, sky, shade) + stroke(lines, '#0b0705', w, 'opacity=".22" transform="translate(6 9)"') + stroke(lines, dark(bar, 0.35), w) + stroke(lines, bar, w * 0.68, 'transform="translate(-1.5 -1.5)"') + stroke(lines, light(bar, 0.35), w * 0.14, 'transform="translate(-3.5 -4)"') + blossoms + frame(16, 36, dark(bar, 0.3)) + frame(14, 26, bar) + frame(34, 3, light(bar, 0.3));
}

/** Repeats: cloud brocade, lotus ogee, folk garden, coins. */
export function pattern(s: Scene): string {
  const kind = s.r.int(0, 3);
  const ground = s.r.chance(0.55) ? (s.t.night ? s.t.ground : mix(s.t.paper, s.t.ground, 0.5)) : dark(s.ink(0), 0.25);
  const c = [0, 1, 2, 3].map((i) => s.on(s.r.int(0, 1) + i, ground));
  const [a = '', b = '', e = ''] = c;
  const gold = mix(s.t.gold, ground, 0.08);
  const size = s.r.range(0.85, 1.2);
  const both = (w: number, h: number, part: string): string => part + [[-w / 2, -h / 2], [w / 2, -h / 2], [-w / 2, h / 2], [w / 2, h / 2]].map(([x = 0, y = 0]) => group(put(x, y), part)).join('');
  const draw = [
    { w: 270, h: 220, part: cloud(a, gold, 5) + group(put(0, 62), stroke(spiral(16, 1.6), b, 4) + circle(40, 0, 6, e) + circle(-40, 0, 6, e)) },
    { w: 240, h: 300, part: stroke('M0 -150C70 -90 120 -70 120 0C120 70 70 90 0 150C-70 90 -120 70 -120 0C-120 -70 -70 -90 0 -150Z', gold, 6) + group('translate(0 40)', lotus(86, a, b)) + group('translate(0 66)', flower(s, 20, 6, [e, gold, a])) + circle(0, -84, 8, gold) },
    { w: 300, h: 320, part: group('translate(0 -20)', flower(s, 66, 9, [a, b, gold])) + [-1, 1].map((k) => group(put(0, 40, k * 34), stroke(d`M0 0Q${k * -20} -60 0 -116`, e, 6) + group('translate(0 -100)', tulip(46, [b, a, gold])) + group(put(0, -46, k * 60), leaf(44, 15, e)))).join('') + group(put(0, 36, 180), leaf(90, 26, e)) },
    { w: 200, h: 200, part: ring(0, 0, 99, a, 9) + wheel(s, path(petal(92, 26), b), 4, [0, 0], 0, 45) + circle(0, 0, 20, gold) + circle(0, 0, 9, ground) },
  ][kind];
  if (draw === undefined) return '';
  const place = `translate(${num(s.w / 2)} ${num(s.h / 2)}) scale(${num(size * 10) === '0' ? 1 : Math.round(size * 100) / 100})`;
  const cell = group(put(draw.w / 2, draw.h / 2), both(draw.w, draw.h, draw.part));
  const sheen = linear(s, [[0, '#ffffff', 0.17], [0.35, '#ffffff', 0], [0.6, '#ffffff', 0.08], [1, '#000000', 0.2]], [1, 0.8]);
  return rect(0, 0, s.w, s.h, ground) + rect(0, 0, s.w, s.h, tile(s, draw.w, draw.h, cell, place)) + rect(0, 0, s.w, s.h, sheen) + clip(s, d`M0 0h${s.w}v${s.h}h${-s.w}z`, '');
}

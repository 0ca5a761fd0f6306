import { dark, light, mix } from './colour.ts';
import { flower, leaf, tulip } from './flora.ts';
import { gleam, under } from './light.ts';
import {
  circle,
  clip,
  copies,
  d,
  group,
  oval,
  path,
  petal,
  put,
  radial,
  rect,
  type Scene,
  stroke,
  wheel,
} from './svg.ts';

/** The painted skin of one egg, drawn in a box of -150..150 by -200..200. */
function eggSkin(s: Scene, i: number): string {
  const base = [s.ink(0), s.t.paper, s.ink(1), s.t.deep, s.ink(2)][(i * 2 + s.r.int(0, 4)) % 5] ?? s.ink(0);
  const [a, b, e] = [s.on(i + 1, base), s.on(i + 2, base), mix(s.t.paper, base, 0.06)];
  const pale = base === s.t.paper ? a : e;
  const arc = (y: number, width: number, colour: string): string =>
    stroke(d`M-160 ${y}Q0 ${y + 38} 160 ${y}`, colour, width);
  const around = (body: string, y: number, n: number): string =>
    copies(
      s,
      body,
      Array.from({ length: n }, (_, k) => {
        const t = -Math.PI / 2 + ((k + 0.5) / n) * Math.PI;
        return put(150 * Math.sin(t), y + 20 * Math.cos(t), 0, Math.max(0.15, Math.cos(t)), 1);
      }),
    );
  const tri = path('M-22 16L0 -22L22 16Z', pale) + path('M-10 11L0 -6L10 11Z', a);
  const star8 = wheel(s, path(petal(74, 20), pale) + path(petal(46, 9), a), 8, [0, 0]) + circle(0, 0, 14, b);
  const kind = (i + s.r.int(0, 3)) % 4;
  const body =
    [
      arc(-92, 7, pale) +
        arc(62, 7, pale) +
        arc(-104, 4, b) +
        arc(76, 4, b) +
        group('translate(0 6)', star8) +
        around(tri, -130, 9) +
        around(group('rotate(180)', tri), 104, 9) +
        group('translate(-126 10) scale(.5 .9)', star8) +
        group('translate(126 10) scale(.5 .9)', star8),
      [-110, -60, -10, 40, 90, 136]
        .map((y, k) =>
          k % 2 === 0
            ? arc(y, 30, a) + around(path('M0 -11L9 0L0 11L-9 0Z', pale), y, 13)
            : arc(y, 8, b) + around(circle(0, 0, 6, pale), y, 15),
        )
        .join(''),
      group(
        'translate(0 150)',
        stroke('M0 0V-150M0 -30Q-70 -40 -84 -110M0 -30Q70 -40 84 -110', pale, 6) +
          group('translate(0 -140)', tulip(92, [a, b, pale])) +
          group('translate(-84 -104)', flower(s, 38, 7, [b, pale, a])) +
          group('translate(84 -104)', flower(s, 38, 7, [b, pale, a])) +
          [-44, 44].map((t) => group(put(0, -46, t), leaf(66, 18, pale))).join(''),
      ) +
        arc(-112, 5, pale) +
        around(tri, -140, 9),
      stroke('M-150 -200Q30 -60 -40 210M150 -200Q-30 -60 40 210M-160 0Q0 60 160 0', pale, 8) +
        group('translate(0 -44)', star8) +
        [
          [-96, -70],
          [96, -70],
          [-84, 96],
          [84, 96],
        ]
          .map(([x = 0, y = 0]) => group(put(x, y), flower(s, 36, 6, [a, pale, b])))
          .join('') +
        group('translate(0 118)', flower(s, 40, 8, [b, pale, a])),
    ][kind] ?? '';
  return rect(-170, -220, 340, 440, base) + body;
}

/** Three painted eggs (pisanki, kraslice, pysanky), standing, or in a bowl of straw. */
export function egg(s: Scene): string {
  const shell =
    'M0 -190C70 -190 140 -50 140 48C140 134 78 188 0 188C-78 188 -140 134 -140 48C-140 -50 -70 -190 0 -190Z';
  const shade = radial(
    s,
    '0 #ffffff 0.62, 0.16 #ffffff 0.2, 0.42 #ffffff 0, 0.78 #1a0d05 0.24, 1 #1a0d05 0.52',
    [0.36, 0.3],
    0.76,
  );
  const one = (i: number, x: number, y: number, k: number, turn: number): string =>
    under(s, x, y + 176 * k, 108 * k, 20 * k, 0.5) +
    group(put(x, y, turn, k), clip(s, shell, eggSkin(s, i)) + path(shell, shade) + gleam(-54, -76, 13, 34, 24, 0.6));
  if (s.variant(3) === 1) {
    const straw = mix(s.t.gold, s.t.wood, 0.4);
    const hay = (y: number, n: number): string =>
      Array.from({ length: n }, () => {
        const x = s.r.range(100, 700);
        return d`M${x} ${y + s.r.range(-20, 30)}q${s.r.range(-60, 60)} ${s.r.range(-60, -10)} ${s.r.range(-120, 120)} ${s.r.range(-24, 30)}`;
      }).join('');
    const nest =
      oval(400, 760, 330, 110, dark(straw, 0.55)) +
      stroke(hay(720, 44), dark(straw, 0.25), 7) +
      stroke(hay(740, 34), straw, 5);
    const rim =
      stroke(hay(812, 54), dark(straw, 0.2), 8) +
      stroke(hay(830, 54), straw, 6) +
      stroke(hay(826, 34), light(straw, 0.4), 4);
    return (
      under(s, 400, 860, 340, 40) +
      nest +
      one(0, 270, 590, 0.92, -18) +
      one(1, 540, 580, 0.9, 16) +
      one(2, 404, 650, 1, s.r.range(-6, 8)) +
      rim
    );
  }
  const near = s.r.pick([0, 1]);
  return (
    one(0, 236, 560, 0.96, s.r.range(-8, 2)) +
    one(1, 560, 530, 1.08, s.r.range(-2, 8)) +
    one(2, near === 0 ? 380 : 430, 696, near === 0 ? 1.04 : 0.94, s.r.range(-16, 16))
  );
}

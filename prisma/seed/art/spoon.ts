import { dark, light, mix } from './colour.ts';
import { tulip } from './flora.ts';
import { cast, domed } from './light.ts';
import { circle, d, group, linear, path, petal, put, ring, type Scene, stroke, wheel } from './svg.ts';

/** What is carved into the handle: notches and a rosette, a heart, or a tulip. */
function carving(s: Scene, i: number, kind: number, wood: string): string {
  const cut = dark(wood, 0.48);
  const rosette = wheel(s, path(petal(34, 9), cut), 6, [0, 0]) + ring(0, 0, 40, cut, 3.5);
  const notches = (n: number): string =>
    Array.from({ length: n }, (_, k) =>
      path(d`M-11 ${-40 + k * 22}L0 ${-52 + k * 22}L11 ${-40 + k * 22}L0 ${-34 + k * 22}Z`, cut),
    ).join('');
  const heart = path(
    'M0 320C-40 292 -32 262 -12 264C-4 264 0 272 0 278C0 272 4 264 12 264C32 262 40 292 0 320Z',
    s.on(i, wood),
  );
  return kind === 0
    ? notches(10) + group('translate(0 300) scale(.9)', rosette)
    : kind === 1
      ? notches(4) + heart + circle(0, 110, 13, cut)
      : group('translate(0 250)', tulip(76, [s.on(i, wood), s.on(i + 1, wood), cut])) +
        stroke('M0 250V20M0 200q-26 -8 -26 -40M0 200q26 -8 26 -40M0 130q-22 -8 -22 -36M0 130q22 -8 22 -36', cut, 5);
}

/** One spoon, upright round (0, 0). */
function one(s: Scene, i: number, kind: number): string {
  const wood = mix(s.r.pick(['#c18a4f', '#a86c38', '#d8ab72', '#8a5630']), s.ink(0), 0.08);
  const bowl =
    kind === 1
      ? 'M0 -360C96 -360 124 -260 96 -180C74 -120 40 -96 22 -80H-22C-40 -96 -74 -120 -96 -180C-124 -260 -96 -360 0 -360Z'
      : 'M0 -370C82 -370 104 -270 92 -196C80 -130 40 -104 20 -80H-20C-40 -104 -80 -130 -92 -196C-104 -270 -82 -370 0 -370Z';
  const handle =
    [
      'M-18 -90C-18 40 -30 150 -36 240C-70 268 -70 330 0 372C70 330 70 268 36 240C30 150 18 40 18 -90Z',
      'M-16 -90V60L-46 110L-20 160V220C-72 240 -72 350 0 356C72 350 72 240 20 220V160L46 110L16 60V-90Z',
      'M-20 -90C-20 60 -44 200 -56 330Q0 390 56 330C44 200 20 60 20 -90Z',
    ][kind] ?? '';
  const hollow =
    'M0 -344C62 -344 82 -262 72 -202C60 -150 30 -126 0 -124C-30 -126 -60 -150 -72 -202C-82 -262 -62 -344 0 -344Z';
  const grain = stroke('M-8 -70C-8 40 -20 140 -24 220M8 -70C8 40 16 140 22 220', dark(wood, 0.2), 2.5, 'opacity=".6"');
  return (
    cast(bowl, 16) +
    cast(handle, 16) +
    path(handle, wood) +
    path(handle, linear(s, '0 #ffffff 0.3, 0.5 #ffffff 0, 1 #1a0d05 0.34', [1, 0.1])) +
    grain +
    carving(s, i, kind, wood) +
    path(bowl, wood) +
    domed(s, bowl, 0.7) +
    path(hollow, linear(s, `0 ${dark(wood, 0.52)}, 0.55 ${dark(wood, 0.2)}, 1 ${light(wood, 0.25)}`, [0.7, 1])) +
    stroke('M-62 -190C-50 -150 -26 -134 0 -132C26 -134 50 -150 62 -190', light(wood, 0.6), 5, 'opacity=".7"') +
    stroke('M-20 -300q40 -14 60 60M-30 -270q46 -10 66 80', dark(wood, 0.3), 3, 'opacity=".35"')
  );
}

/** Carved wooden spoons, seen from above. */
export function spoon(s: Scene): string {
  const count = 1 + s.variant(3);
  const kind = s.r.int(0, 2);
  const fan = count === 1 ? [s.r.range(12, 34)] : count === 2 ? [-15, 17] : [-27, 0, 27];
  const size = count === 1 ? 1.16 : count === 2 ? 1.04 : 0.96;
  return fan
    .map((turn, i) =>
      group(
        put(
          (count === 1 ? 400 + turn : 400 + turn * 6.6) + s.r.range(-8, 8),
          count === 1 ? 500 : 500 + Math.abs(turn) * s.r.range(0.6, 1.6),
          turn + s.r.range(-4, 4),
          size,
        ),
        one(s, i, kind),
      ),
    )
    .join('');
}

import { dark, light, mix } from './colour.ts';
import { cloud } from './flora.ts';
import { cast, glow, slab } from './light.ts';
import { at } from './random.ts';
import {
  brush,
  circle,
  clip,
  d,
  group,
  inset,
  linear,
  type Point,
  path,
  petal,
  put,
  radial,
  rect,
  ring,
  type Scene,
  stroke,
  wheel,
} from './svg.ts';
import { below, hills, pagoda, peaks, pine } from './terrain.ts';

/** The hero of a game seen from behind: cloak, staff or sword; feet on (0, 0), about 260 high. */
function hero(s: Scene, cloak: string, trim: string, dir: number): string {
  const gust = s.r.range(50, 120) * dir;
  return (
    path('M-34 0L-28 -80H30L38 0H14L4 -64L-8 0Z', s.t.deep) +
    path(
      d`M-30 -196C-60 -120 ${-70 + gust * 0.5} -60 ${-84 + gust} -24C${-30 + gust * 0.6} -40 20 -20 ${58 + gust * 0.7} -36C62 -100 50 -160 34 -196Z`,
      cloak,
    ) +
    path(
      d`M0 -196C-10 -120 ${gust * 0.5} -60 ${gust * 0.6 + 4} -32C20 -24 40 -30 ${58 + gust * 0.7} -36C62 -100 50 -160 34 -196Z`,
      dark(cloak, 0.25),
    ) +
    circle(2, -222, 30, s.t.deep) +
    path('M-30 -212C-34 -262 38 -262 34 -212C20 -196 -16 -196 -30 -212Z', trim) +
    stroke(d`M${-dir * 52} -196L${-dir * 74} 10`, s.t.wood, 9) +
    stroke(d`M${dir * 40} -150l${dir * 44} -60l${dir * 34} -96`, light(s.t.paper, 0.4), 8)
  );
}

const games: readonly ((s: Scene, c: readonly [string, string, string]) => string)[] = [
  (s, [a, b, e]) => {
    const [w, h] = [s.w, s.h];
    const [cx, cy] = [w * s.r.range(0.4, 0.6), h * 0.38];
    const tower = group(put(w * s.r.pick([0.24, 0.76]), h * 0.68, 0, 1.9), pagoda(6, mix(b, s.t.deep, 0.5), s.t.gold));
    return (
      glow(s, cx, cy, w * 0.7, e, 0.7) +
      circle(cx, cy, w * 0.25, light(e, 0.4)) +
      path(below(s, peaks(s, h * 0.68, h * 0.26)), mix(b, s.t.deep, 0.3)) +
      tower +
      path(below(s, peaks(s, h * 0.84, h * 0.24)), mix(b, s.t.deep, 0.62)) +
      path(
        d`M0 ${h}V${h * 0.86}L${w * 0.2} ${h * 0.82}L${w * 0.36} ${h * 0.77}L${w * 0.64} ${h * 0.76}L${w * 0.74} ${h * 0.83}L${w} ${h * 0.88}V${h}Z`,
        s.t.deep,
      ) +
      group(put(w * 0.5, h * 0.77, 0, 1.1), hero(s, a, s.t.gold, s.r.chance(0.5) ? 1 : -1))
    );
  },
  (s, [a, b, e]) => {
    const [w, h] = [s.w, s.h];
    const isle = (x: number, y: number, k: number): string =>
      group(
        put(x, y, 0, k),
        path('M-150 0C-110 90 -60 100 -30 190C0 230 20 170 50 120C90 90 130 60 150 0Z', mix(b, s.t.deep, 0.45)) +
          path('M-20 0L-30 190C0 230 20 170 50 120C90 90 130 60 150 0Z', mix(b, s.t.deep, 0.62)) +
          path('M-158 0Q0 -54 158 0Q0 44 -158 0Z', mix(s.t.leaf, a, 0.3)),
      );
    return (
      glow(s, w / 2, h * 0.36, w * 0.7, e, 0.5) +
      circle(w * 0.7, h * 0.2, 60, light(e, 0.5)) +
      isle(w * 0.22, h * 0.34, 0.5) +
      isle(w * 0.84, h * 0.44, 0.44) +
      group(put(w * 0.84, h * 0.44, 0, 0.5), pine(s, s.t.deep, s.t.leaf)) +
      [0, 1, 2]
        .map((i) =>
          group(put(w * (0.14 + i * 0.36), h * (0.5 + 0.1 * (i % 2)), 0, 0.9), cloud(light(e, 0.5), mix(e, b, 0.4), 3)),
        )
        .join('') +
      isle(w * 0.5, h * 0.62, 1.15) +
      group(put(w * 0.42, h * 0.61, 0, 1), pagoda(4, a, s.t.gold)) +
      group(put(w * 0.66, h * 0.62, 0, 0.9), pine(s, s.t.deep, mix(s.t.leaf, s.t.deep, 0.2))) +
      group(put(w * 0.56, h * 0.635, 0, 0.44), hero(s, a, s.t.gold, 1))
    );
  },
  (s, [a, b, e]) => {
    const [w, h] = [s.w, s.h];
    const n = 17;
    const line: Point[] = Array.from({ length: n }, (_, i) => [
      w * (0.5 + 0.34 * Math.sin(i * 0.66 + 0.6) * (1 - i * 0.02)),
      h * (0.14 + i * 0.043),
    ]);
    const body = path(
      brush(line, (t) => 30 + 62 * Math.sin(Math.PI * Math.min(1, t * 0.9 + 0.1))),
      a,
    );
    const scales = line
      .slice(1, -1)
      .map(([x, y], i) =>
        group(
          put(x, y, i * 40),
          path('M-24 0A24 24 0 0 0 24 0A30 40 0 0 0 -24 0Z', i % 2 === 0 ? s.t.gold : light(a, 0.3), 'opacity=".85"'),
        ),
      )
      .join('');
    const [hx, hy] = line[0] ?? [w / 2, 100];
    const face = group(
      put(hx, hy - 4, -14, 1.2),
      path('M-60 10C-66 -40 -20 -64 30 -44L104 -20L84 16L20 40C-20 50 -54 44 -60 10Z', a) +
        path('M20 40L84 16L104 34L44 62Z', dark(a, 0.3)) +
        stroke('M-20 -46C-50 -90 -90 -96 -110 -130M-40 -40C-80 -60 -110 -50 -140 -70', s.t.gold, 11) +
        circle(14, -22, 13, s.t.paper) +
        circle(17, -22, 7, s.t.deep) +
        stroke('M90 0C140 10 150 50 190 44M84 6C120 40 120 70 150 90', s.t.gold, 6),
    );
    return (
      glow(s, w / 2, h * 0.4, w * 0.66, e, 0.6) +
      circle(w * 0.5, h * 0.44, w * 0.26, light(e, 0.3)) +
      body +
      scales +
      face +
      path(below(s, peaks(s, h * 0.9, h * 0.13)), mix(b, s.t.deep, 0.6)) +
      [0.16, 0.8].map((k) => group(put(w * k, h * 0.8, 0, 1.1), cloud(mix(e, s.t.paper, 0.4), b, 4))).join('') +
      path(below(s, hills(s, h * 0.98, 60)), s.t.deep) +
      group(put(w * 0.5, h * 0.93, 0, 0.66), hero(s, s.on(2, s.t.deep), s.t.gold, -1))
    );
  },
];

/** The box of a game: spine, picture, title plate without words. */
export function gamecover(s: Scene): string {
  const [w, h] = [566, 790];
  const c = [s.ink(0), s.ink(1), mix(s.ink(2), s.t.gold, 0.35)] as const;
  const sky = mix(c[1], s.t.deep, 0.4);
  const part = inset(s, [w, h], s.r.int(0, 1e9));
  const scenery =
    rect(0, 0, w, h, linear(s, `0 ${sky}, 0.5 ${mix(light(c[1], 0.25), c[2], 0.5)}, 1 ${light(c[2], 0.35)}`)) +
    at(games, s.variant(3))(part, c);
  const title = s.r.int(0, 2);
  const crest = wheel(s, path(petal(26, 9), s.t.deep), 8, [0, 0]);
  const plate =
    [
      path('M-200 -34H200L228 0L200 34H-200L-228 0Z', s.t.paper) +
        path('M-190 -25H190L214 0L190 25H-190L-214 0Z', 'none', `stroke="${c[0]}" stroke-width="4"`) +
        [-120, 0, 120].map((x) => group(put(x, 0, 0, 0.8), crest)).join('') +
        stroke('M-90 0H-34M34 0H90', s.t.deep, 7),
      path('M-210 -30Q0 -64 210 -30V36Q0 4 -210 36Z', c[0]) +
        stroke('M-190 -10Q0 -40 190 -10M-190 18Q0 -12 190 18', s.t.gold, 5) +
        group('translate(0 -22)', circle(0, 0, 34, s.t.gold) + crest),
      circle(0, 6, 56, c[0]) +
        ring(0, 6, 46, s.t.gold, 5) +
        group('translate(0 6)', wheel(s, path(petal(34, 11), s.t.gold), 8, [0, 0])) +
        stroke('M-220 6H-76M76 6H220', s.t.paper, 8) +
        stroke('M-180 26H-78M78 26H180', s.t.paper, 4),
    ][title] ?? '';
  const box = slab(0, 0, w, h, 8);
  const spine =
    path(d`M0 6L-44 26V${h - 10}L0 ${h - 4}Z`, dark(c[0], 0.45)) +
    [0.2, 0.5, 0.8].map((k) => circle(-21, h * k, 10, s.t.gold)).join('');
  const badges =
    rect(0, h - 62, w, 62, s.t.deep, 'opacity=".82"') +
    [40, 96, 152].map((x, i) => path(slab(x - 18, h - 50, 38, 38, i * 9), [c[0], c[1], s.t.gold][i] ?? c[0])).join('') +
    stroke(d`M${w - 190} ${h - 38}h150M${w - 150} ${h - 22}h110`, s.t.paper, 5, 'opacity=".7"');
  const gloss = path(box, linear(s, '0 #ffffff 0.3, 0.22 #ffffff 0.06, 0.23 #ffffff 0, 1 #000000 0.22', [1, 0.8]));
  const dark1 = path(box, radial(s, '0 #000000 0, 0.7 #000000 0, 1 #000000 0.35', [0.5, 0.5], 0.72));
  return group(
    put(416, 500, s.r.range(-4, 4)),
    group(
      put(-w / 2, -h / 2),
      cast(d`M-44 26L0 0H${w}V${h}H0L-44 ${h - 10}Z`, 24) +
        spine +
        clip(s, box, scenery + dark1 + group(put(w / 2, title === 2 ? 90 : h - 128), plate) + badges) +
        gloss,
    ),
  );
}

import { dark, light, mix } from './colour.ts';
import { cloud, flower, lotus } from './flora.ts';
import {
  brush,
  circle,
  copies,
  d,
  group,
  linear,
  oval,
  type Point,
  path,
  petal,
  put,
  radial,
  rect,
  ring,
  type Scene,
  smooth,
  stroke,
  wheel,
} from './svg.ts';

/** The scarves that carry a flying figure. */
function ribbons(s: Scene, c: readonly [string, string, string], line: string): string {
  const flow = (points: readonly Point[], width: number, colour: string): string =>
    path(
      brush(points, (t) => width * (0.35 + 0.65 * Math.sin(Math.PI * (0.12 + 0.8 * t)))),
      colour,
      line,
    );
  const k = s.r.range(-26, 26);
  return (
    flow(
      [
        [60, -60],
        [-20, -170 + k],
        [-150, -190],
        [-220, -110],
        [-330, -130 - k],
        [-420, -60],
      ],
      34,
      c[1],
    ) +
    flow(
      [
        [70, -30],
        [-60, 130],
        [-170, 100 + k],
        [-240, 180],
        [-360, 150],
        [-440, 220 + k],
      ],
      38,
      c[2],
    ) +
    flow(
      [
        [120, 10],
        [180, 90 + k],
        [120, 170],
        [30, 200],
        [-30, 280 + k],
      ],
      26,
      c[1],
    )
  );
}

/** A flying apsara of the Mogao caves, carried by ribbons; looks and flies to the right, about 520 wide, round (0, 0). */
function apsara(s: Scene, c: readonly [string, string, string], skin: string): string {
  const line = `stroke="${dark(c[0], 0.55)}" stroke-width="3"`;
  const trail = ribbons(s, c, line);
  const skirt =
    path(
      'M20 20C-60 0 -150 30 -210 -20C-250 -50 -300 -60 -350 -40C-300 -20 -290 20 -230 60C-150 110 -40 120 40 76Z',
      c[0],
      line,
    ) +
    stroke('M10 46C-80 40 -150 60 -220 10M0 66C-80 76 -150 74 -230 40', light(c[0], 0.45), 5) +
    path('M-336 -46C-370 -50 -396 -40 -420 -20L-350 -24Z', skin, line);
  const torso =
    path('M14 20C20 -30 60 -70 96 -76C120 -60 116 -30 92 4C80 40 60 70 36 78Z', skin, line) +
    path('M24 24Q60 10 84 44L40 78Q20 60 24 24Z', c[2], line) +
    stroke('M44 -24Q80 -10 108 -42', s.t.gold, 7);
  const arms =
    path(
      brush(
        [
          [92, -58],
          [150, -30],
          [190, -76],
        ],
        (t) => 25 - 9 * t,
      ),
      skin,
      line,
    ) +
    path(
      brush(
        [
          [50, -40],
          [96, 30],
          [160, 34],
        ],
        (t) => 24 - 8 * t,
      ),
      skin,
      line,
    ) +
    group('translate(200 -88)', lotus(44, c[1], light(c[1], 0.4))) +
    circle(150, 34, 9, s.t.gold) +
    circle(160, -40, 9, s.t.gold);
  const head =
    circle(124, -112, 66, c[1], 'opacity=".85"') +
    ring(124, -112, 66, s.t.gold, 5) +
    ring(124, -112, 52, c[0], 3) +
    oval(126, -106, 29, 35, skin, line) +
    path('M96 -112C92 -156 160 -162 156 -116C140 -136 112 -136 96 -112Z', s.t.deep) +
    oval(124, -160, 17, 22, s.t.deep) +
    wheel(s, circle(0, 0, 5, s.t.gold), 7, [126, -120], 34, -70) +
    stroke('M120 -106q7 -5 13 0M138 -106q6 -5 11 0M130 -88q6 4 11 0', s.t.deep, 3) +
    circle(132, -120, 4, '#b3261e');
  return trail + skirt + torso + head + arms;
}

/** The nine-coloured deer, standing on (0, 0), looking right, about 300 high. */
function deer(s: Scene, c: readonly [string, string, string], coat: string): string {
  const line = `stroke="${dark(c[0], 0.5)}" stroke-width="4"`;
  const spots = [
    [-70, -128],
    [-30, -150],
    [14, -132],
    [-50, -100],
    [50, -150],
    [0, -104],
    [-90, -100],
    [66, -196],
  ]
    .map(([x = 0, y = 0], i) => circle(x, y, 10, c[i % 3] ?? c[0]))
    .join('');
  return (
    stroke(
      'M112 -262C90 -320 60 -330 50 -380M92 -316L60 -310M78 -346L106 -370M126 -262C136 -320 166 -330 170 -384M140 -312L172 -306M156 -344L132 -374',
      s.t.gold,
      8,
    ) +
    path(
      'M-120 -140C-120 -180 -60 -186 0 -178C40 -176 60 -200 80 -240C90 -270 130 -280 140 -256L178 -226Q182 -206 150 -206L132 -210C124 -170 110 -130 96 -104L104 -4H80L68 -90C20 -76 -30 -76 -66 -86L-84 -4H-108L-104 -92C-118 -104 -122 -120 -120 -140Z',
      coat,
      line,
    ) +
    path('M40 -84L64 -4H42L22 -80ZM-60 -84L-46 -4H-68L-82 -90Z', dark(coat, 0.16)) +
    spots +
    circle(138, -240, 5, s.t.deep) +
    path('M-118 -150l-30 -8l22 28z', c[1], line) +
    stroke('M76 -196Q100 -176 122 -186', c[1], 9)
  );
}

/** A frieze of lotus petals. */
function border(s: Scene, y: number, c: readonly [string, string, string], pale: string): string {
  return (
    rect(0, y, s.w, 62, c[0]) +
    copies(
      s,
      path(petal(46, 20), pale) + path(petal(28, 9), c[1]) + circle(30, -20, 6, s.t.gold),
      Array.from({ length: Math.ceil(s.w / 62) }, (_, i) => put(i * 62 + 24, y + 54)),
    ) +
    rect(0, y, s.w, 6, s.t.gold) +
    rect(0, y + 58, s.w, 6, s.t.gold)
  );
}

/** Lost plaster and cracks. */
function wear(s: Scene, earth: string): string {
  const [w, h] = [s.w, s.h];
  const worn = Array.from({ length: 9 }, () => {
    const [x, y, r] = [s.r.range(0, w), s.r.range(0, h), s.r.range(16, 60)];
    return path(
      smooth(
        Array.from(
          { length: 7 },
          (_, i): Point => [
            x + r * s.r.range(0.4, 1) * Math.cos(i * 0.9),
            y + r * s.r.range(0.3, 0.8) * Math.sin(i * 0.9),
          ],
        ),
        true,
      ),
      light(earth, 0.25),
      'opacity=".5"',
    );
  }).join('');
  const cracks = Array.from(
    { length: 5 },
    () =>
      d`M${s.r.range(0, w)} ${s.r.range(0, h)}l${s.r.range(-50, 50)} ${s.r.range(20, 60)}l${s.r.range(-20, 40)} ${s.r.range(20, 60)}l${s.r.range(-40, 30)} ${s.r.range(10, 50)}`,
  ).join('');
  return worn + stroke(cracks, dark(earth, 0.4), 2, 'opacity=".5"');
}

/** A wall painting in the manner of Dunhuang: ribbons, clouds, lotus, haloes, flying figures, worn plaster. */
export function mural(s: Scene): string {
  const [w, h] = [s.w, s.h];
  const earth = s.t.night ? mix(s.t.ground, '#6a3a2a', 0.32) : mix(s.t.ground, '#d9b48a', 0.5);
  const c = [
    mix(s.on(0, earth), '#2e7d78', 0.25),
    mix(s.on(1, earth), '#c9543a', 0.2),
    mix(s.on(2, earth), '#3f6fa8', 0.25),
  ] as const;
  const pale = mix(s.t.paper, earth, 0.25);
  const skin = mix(s.t.skin, pale, 0.3);
  const sway = s.variant(3);
  const sprig = (n: number): string =>
    Array.from({ length: n }, () =>
      group(
        put(s.r.range(0, w), s.r.range(80, h - 90), s.r.range(-30, 30), s.r.range(0.4, 0.8)),
        s.r.chance(0.5) ? flower(s, 30, 6, [c[1], pale, s.t.gold]) : cloud(mix(pale, c[2], 0.2), c[0], 4),
      ),
    ).join('');
  const sun = (x: number, y: number, r: number): string =>
    wheel(s, path(petal(r * 0.36, r * 0.1), c[1]) + path(petal(r * 0.22, r * 0.04), s.t.gold), 28, [x, y], r * 0.94) +
    [1, 0.84, 0.68, 0.5, 0.34]
      .map((k, i) => circle(x, y, r * k, [c[0], pale, c[2], s.t.gold, c[1]][i] ?? pale))
      .join('') +
    group(put(x, y), flower(s, r * 0.3, 8, [pale, c[2], s.t.gold]));
  const k = Math.min(1, h / 820);
  const mid =
    sway === 0
      ? sun(w * 0.5, h * 0.3, 150 * k) +
        group(put(w * 0.53, h * 0.62, s.r.range(-14, 4), 1.02 * k), apsara(s, c, skin)) +
        (w > h ? group(put(w * 0.18, h * 0.5, 8, 0.7 * k), apsara(s, [c[1], c[2], c[0]], skin)) : '')
      : sway === 1
        ? group(put(w * 0.5, h * 0.32, -6, 0.82 * k), apsara(s, c, skin)) +
          group(put(w * 0.48, h * 0.68, 4, -0.82 * k, 0.82 * k), apsara(s, [c[1], c[2], c[0]], skin)) +
          sun(w * 0.84, h * 0.5, 70 * k)
        : sun(w * (w > h ? 0.3 : 0.64), h * 0.3, 128 * k) +
          Array.from({ length: 5 }, (_, i) =>
            group(
              put(w * (0.1 + i * 0.21), h * 0.9, 0, 0.9),
              path(
                'M-110 60C-90 -20 -60 -90 0 -110C50 -80 90 -20 110 60Z',
                [c[0], c[2], mix(c[1], pale, 0.3)][i % 3] ?? c[0],
              ) + stroke('M-70 60C-60 0 -40 -50 0 -70C30 -50 60 0 70 60', pale, 7),
            ),
          ).join('') +
          group(
            put(w * 0.42, h * 0.84, 0, 1.25 * k * (s.r.chance(0.5) ? 1 : -1), 1.25 * k),
            deer(s, c, mix(pale, '#fff6e6', 0.4)),
          ) +
          (w > h ? group(put(w * 0.74, h * 0.42, -4, 0.8 * k), apsara(s, c, skin)) : '');
  return (
    rect(0, 0, w, h, radial(s, `0 ${light(earth, 0.22)}, 1 ${dark(earth, 0.14)}`, [0.4, 0.4], 0.8)) +
    sprig(Math.round((w * h) / 62000)) +
    mid +
    border(s, 0, c, pale) +
    border(s, h - 62, c, pale) +
    wear(s, earth) +
    rect(0, 0, w, h, linear(s, '0 #ffffff 0.1, 0.5 #ffffff 0, 1 #1a0d05 0.2', [1, 1]))
  );
}
